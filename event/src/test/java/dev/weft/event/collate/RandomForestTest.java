package dev.weft.event.collate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs, told in every bad way: the tree is the same, and what is missing is marked. */
class RandomForestTest {
  static List<Integer> seeds() {
    return java.util.stream.IntStream.range(0, 150).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shuffledAndRepeated_givesTheSameForest(int seed) {
    List<Event> events = program(seed, Duration.ZERO);
    List<Event> told = disturbed(events, seed, 0);
    assertThat(forest(told).roots()).isEqualTo(forest(events).roots());
    assertThat(forest(told).sources()).isEqualTo(forest(events).sources());
    assertThat(forest(told).duplicates()).isEqualTo(told.size() - events.size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRecord_isInItsTaskInOrder(int seed) {
    List<Event> events = program(seed, Duration.ZERO);
    forest(events).roots().forEach(RandomForestTest::verify);
    assertThat(forest(events).roots().stream().mapToLong(r -> r.totals().events()).sum())
        .isEqualTo(events.stream().filter(e -> e.key() != null).count());
    assertThat(forest(events).roots()).allMatch(r -> r.totals().holes() == 0);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clocksAnHourApart_giveTheSameTree(int seed) {
    TaskForest straight = forest(program(seed, Duration.ZERO));
    TaskForest skewed = forest(disturbed(program(seed, Duration.ofHours(1)), seed, 0));
    assertThat(shapes(skewed)).isEqualTo(shapes(straight));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneThirdMissing_marksExactlyTheHoles(int seed) {
    List<Event> events = program(seed, Duration.ofHours(1));
    List<Event> kept = disturbed(events, seed, 30);
    TaskForest forest = forest(kept);
    assertThat(forest.roots()).isEqualTo(forest(disturbed(kept, seed + 1, 0)).roots());
    Map<ScopeId, Set<Long>> all = numbers(events);
    Map<ScopeId, Set<Long>> received = numbers(kept);
    Map<ScopeId, Task> tasks = new TreeMap<>();
    forest.roots().forEach(root -> collect(root, tasks));
    assertThat(tasks.keySet()).containsAll(received.keySet());
    tasks.values().forEach(task -> verifyHoles(task, all, received));
    assertThat(forest.roots().stream().mapToLong(r -> r.totals().events()).sum())
        .isEqualTo(received.values().stream().mapToLong(Set::size).sum());
  }

  /** Of a task with an end, received and missing numbers are all that it made; else all up to. */
  private static void verifyHoles(
      Task task, Map<ScopeId, Set<Long>> all, Map<ScopeId, Set<Long>> received) {
    Set<Long> here = received.getOrDefault(task.id(), Set.of());
    Set<Long> covered = new TreeSet<>(here);
    for (Item item : task.items()) {
      if (item instanceof Item.Gap gap) {
        for (long n = gap.from(); n <= gap.to(); n++) {
          assertThat(covered.add(n)).as("gap over a received record %s", n).isTrue();
        }
      }
    }
    if (task.begin() == null) {
      covered.add(0L);
    }
    long highest = here.stream().mapToLong(n -> n).max().orElse(0);
    Set<Long> made = all.getOrDefault(task.id(), Set.of());
    assertThat(covered)
        .isEqualTo(
            task.end() != null
                ? made
                : new TreeSet<>(made.stream().filter(n -> n <= highest).toList()));
  }

  private static void verify(Task task) {
    assertThat(task.begin()).isNotNull();
    long expected = 1;
    long child = 1;
    for (Item item : task.items()) {
      if (item instanceof Item.Said said) {
        assertThat(said.number()).isEqualTo(expected++);
      } else if (item instanceof Item.Child below) {
        assertThat(below.task().id()).isEqualTo(task.id().child(child++));
        verify(below.task());
      }
    }
  }

  private static void collect(Task task, Map<ScopeId, Task> into) {
    into.put(task.id(), task);
    task.items().stream()
        .filter(Item.Child.class::isInstance)
        .forEach(item -> collect(((Item.Child) item).task(), into));
  }

  private static Map<ScopeId, Set<Long>> numbers(List<Event> events) {
    Map<ScopeId, Set<Long>> numbers = new TreeMap<>();
    for (Event event : events) {
      EventKey key = event.key();
      if (key != null) {
        numbers.computeIfAbsent(key.scope(), unused -> new TreeSet<>()).add(key.number());
      }
    }
    return numbers;
  }

  private static Set<String> shapes(TaskForest forest) {
    Set<String> shapes = new HashSet<>();
    forest.roots().forEach(root -> shapes.add(Shapes.proven(root) + Shapes.children(root)));
    return shapes;
  }

  private static TaskForest forest(List<Event> events) {
    TaskForest.Builder builder = TaskForest.builder();
    events.forEach(builder::add);
    return builder.build();
  }

  private static List<Event> disturbed(List<Event> events, int seed, int percentLost) {
    Random random = new Random(seed);
    List<Event> told = new ArrayList<>();
    for (Event event : events) {
      if (random.nextInt(100) >= percentLost) {
        told.add(event);
        if (random.nextInt(5) == 0) {
          told.add(event);
        }
      }
    }
    Collections.shuffle(told, random);
    return told;
  }

  private static List<Event> program(int seed, Duration clockError) {
    Random random = new Random(seed);
    Story story = new Story();
    List<Story.Program> processes =
        List.of(
            story.new Program("a", Duration.ZERO),
            story.new Program("b", clockError),
            story.new Program("c", clockError.negated()));
    for (int root = 0; root < 3; root++) {
      Story.Program process = processes.get(random.nextInt(3));
      process.outside("between");
      live(process.task("root" + root, "root"), processes, random, 4);
    }
    return story.events;
  }

  private static void live(
      Story.Open task, List<Story.Program> processes, Random random, int depth) {
    int steps = random.nextInt(6);
    for (int i = 0; i < steps; i++) {
      int choice = random.nextInt(depth == 0 ? 1 : 3);
      if (choice == 0) {
        task.say("line");
      } else if (choice == 1) {
        live(task.child("local"), processes, random, depth - 1);
      } else {
        Story.Program other = processes.get(random.nextInt(3));
        live(task.remote(other, "remote"), processes, random, depth - 1);
      }
    }
    task.end(Event.Outcome.SUCCEEDED);
  }
}
