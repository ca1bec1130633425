package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.store.EventId;
import dev.weft.event.store.TaskPaths;
import dev.weft.event.store.TreeEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyWalkTest {
  private static final String ROOT = "7c9f";
  private static final List<String> SEGMENTS =
      List.of(
          "1",
          "2",
          "10",
          "256",
          "x",
          "",
          "00f067aa0ba902b7",
          "\u00e9\u4e2d\u00ff\u0100",
          "123456789012345678");

  private final TreeEntries.Builder entries = new TreeEntries.Builder(ROOT);
  private final KeyWalk walk = new KeyWalk(entries);

  private boolean go(EventId id) {
    assertThat(walk.go(SortKey.of(id))).isEqualTo(id.number());
    entries.add(0, id.number(), TreeEntries.Builder.UNNAMED, entries.origin(null, null, null));
    assertThat(entries.place(entries.size() - 1)).isEqualTo(id.place());
    return walk.moved();
  }

  private static Set<EventId> ids(Random random, List<String> segments) {
    Set<EventId> ids = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder place = new StringBuilder(ROOT);
      for (int depth = random.nextInt(5); depth > 0; depth--) {
        place.append('/').append(segments.get(random.nextInt(segments.size())));
      }
      ids.add(new EventId(random.nextInt(300), place.toString()));
    }
    return ids;
  }

  @Test
  void sortedKeys_leadToTheSameTasksAsTheirTexts() {
    Set<EventId> ids = ids(new Random(3), SEGMENTS);
    TreeEntries.Builder expected = new TreeEntries.Builder(ROOT);
    String before = "";
    for (EventId id : ids) {
      assertThat(go(id)).isEqualTo(!id.place().equals(before));
      before = id.place();
      expected.go(id.place());
      expected.add(0, id.number(), TreeEntries.Builder.UNNAMED, expected.origin(null, null, null));
    }

    TaskPaths tasks = entries.build().paths();
    TaskPaths same = expected.build().paths();
    assertThat(tasks.size()).isEqualTo(same.size());
    for (int task = 0; task < tasks.size(); task++) {
      assertThat(tasks.id(task)).isEqualTo(same.id(task));
      assertThat(tasks.parent(task)).isEqualTo(same.parent(task));
    }
  }

  @Test
  void numbersWrittenOtherwise_areFoundAsTheyAreWritten() {
    List<String> segments = new ArrayList<>(SEGMENTS);
    segments.addAll(List.of("01", "0", "007"));

    for (EventId id : ids(new Random(5), segments)) {
      go(id);
    }
  }

  @Test
  void placeThatNestsTooDeep_isNoTask() {
    String deepest = ROOT + "/1".repeat(TaskPaths.DEEPEST);

    go(new EventId(0, deepest));
    go(new EventId(0, deepest + "/1"));
    go(new EventId(1, deepest + "/1"));
    go(new EventId(0, ROOT + "/2"));

    TreeEntries built = entries.build();
    assertThat(built.task(1)).isEqualTo(TaskPaths.NONE);
    assertThat(built.task(2)).isEqualTo(TaskPaths.NONE);
    assertThat(built.paths().id(built.task(3))).isEqualTo(ROOT + "/2");
  }
}
