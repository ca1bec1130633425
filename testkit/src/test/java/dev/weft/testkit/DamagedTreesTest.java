package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import dev.weft.event.display.Answer;
import dev.weft.event.display.Answers;
import dev.weft.event.display.Question;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.Selection;
import dev.weft.event.store.TreeEntry;
import dev.weft.event.store.TreeSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forests of which records are missing, repeated and in any order. */
class DamagedTreesTest {
  private static final int EVENTS = 300;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedForest_staysConsistent(long seed) throws Exception {
    List<byte[]> records = damaged(EventGenerator.seeded(seed).records(EVENTS), new Random(seed));
    TreeSet<EventId> inTasks = new TreeSet<>();
    TaskForest.Builder builder = TaskForest.builder();
    Batch.Builder batch = Batch.builder("damaged");
    for (byte[] record : records) {
      EventId id = EventIdentity.of(new RawEvent().over(record));
      if (id != null && id.scope() != null) {
        inTasks.add(id);
      }
      builder.add(EventDecoder.decode(record));
      batch.add(record);
    }

    TaskForest forest = builder.build();
    assertThat(forest.roots().stream().mapToLong(DamagedTreesTest::checked).sum())
        .isEqualTo(inTasks.size());
    try (EventStore store = MemoryStore.create()) {
      store.append(batch.build());
      assertThat(entries(store)).containsExactlyElementsOf(inTasks);
      assertThat(store.roots("", 10_000)).hasSameSizeAs(forest.roots());
      Selection all = new Selection(StoreFixture.query(""), null, null);
      Answers answers = Answers.over(store, StoreFixture.CLOCK);
      for (TreeSummary tree : store.trees(all, true, 10_000)) {
        assertDrawn(answers, tree);
        assertThat(tree.events()).isEqualTo(tree.matched());
        assertThat(tree.events()).isEqualTo(store.tree(tree.root()).size());
        assertThat(tree.first()).isLessThanOrEqualTo(tree.last());
      }
    }
  }

  private static void assertDrawn(Answers answers, TreeSummary tree) throws Exception {
    Map<String, String> unfolded = Map.of("expand", "all", "limit", "10000");
    Answer answer = answers.ask(Question.of("/trees/" + tree.root(), unfolded));
    Object picture = JsonReader.read(answer.body());
    assertThat(answer.status()).as(tree.root()).isEqualTo(200);
    assertThat(picture)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("root", tree.root())
        .containsEntry("events", tree.events());
  }

  /** Its events, after all totals were added up again. */
  private static long checked(Task task) {
    long events = Stream.of(task.begin(), task.end()).filter(Objects::nonNull).count();
    long tasks = 1;
    for (Item item : task.items()) {
      if (item instanceof Item.Said) {
        events++;
      } else if (item instanceof Item.Child child) {
        events += checked(child.task());
        tasks += child.task().totals().tasks();
      }
    }
    assertThat(task.totals().events()).as("events of %s", task.id()).isEqualTo(events);
    assertThat(task.totals().tasks()).as("tasks of %s", task.id()).isEqualTo(tasks);
    return events;
  }

  private static List<EventId> entries(EventStore store) throws Exception {
    List<EventId> all = new ArrayList<>();
    for (String root : store.roots("", 10_000)) {
      for (TreeEntry entry : store.tree(root)) {
        ScopeId task = entry.cursor().id().scope();
        assertThat(task).isNotNull();
        assertThat(root).isEqualTo(task.root());
        all.add(entry.cursor().id());
      }
    }
    return all;
  }

  private static List<byte[]> damaged(List<byte[]> records, Random random) {
    int lost = random.nextInt(95);
    List<byte[]> told = new ArrayList<>();
    for (byte[] record : records) {
      if (random.nextInt(100) >= lost) {
        told.add(record);
        if (random.nextInt(4) == 0) {
          told.add(record);
        }
      }
    }
    Collections.shuffle(told, random);
    return told;
  }
}
