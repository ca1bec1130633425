package dev.weft.event.collate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event.ObjectChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of objects, told in every bad way: a view that says it is complete is the truth at
 * its number, whatever was lost, repeated or came late.
 */
class RandomObjectsTest {
  private static final int OBJECTS = 4;
  private static final int CHANGES = 120;

  /** One object's changes, and what it was behind each of them. */
  private static final class History {
    final List<ObjectChanged> told = new ArrayList<>();
    final List<Map<String, Object>> truth = new ArrayList<>();
  }

  static List<Integer> seeds() {
    return IntStream.range(0, 200).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void complete_isTheTruth_withLossesKeyframesRepeatsAndDisorder(int seed) {
    Random random = new Random(seed);
    Map<String, History> histories = histories(random, true);
    ObjectTable table = ObjectTable.bounded(100, 1 << 24);
    int complete = 0;
    for (ObjectChanged change : disturbed(histories, random, 30, 6)) {
      table.apply(change);
      complete += holdsTrue(table, histories, change.objectId()) ? 1 : 0;
    }
    assertThat(complete).isPositive();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingLost_isCompleteInTheEnd_inAnyOrder(int seed) {
    Random random = new Random(seed);
    Map<String, History> histories = histories(random, seed % 2 == 0);
    ObjectTable table = ObjectTable.bounded(100, 1 << 24);
    for (ObjectChanged change : disturbed(histories, random, 0, 1 + seed % 40)) {
      table.apply(change);
      holdsTrue(table, histories, change.objectId());
    }
    histories.forEach((id, history) -> {
      ObjectView view = table.view(id).orElseThrow();
      assertThat(view.completeness()).isEqualTo(Completeness.COMPLETE);
      assertThat(view.sequence().orElseThrow()).isEqualTo(history.truth.size() - 1);
    });
    assertThat(table.incomplete()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inOrderWithLosses_knownValuesAreTheLatestTold(int seed) {
    Random random = new Random(seed);
    Map<String, History> histories = histories(random, false);
    ObjectTable table = ObjectTable.bounded(100, 1 << 24);
    Map<String, Map<String, Object>> expected = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (ObjectChanged change : disturbed(histories, random, 30, 1)) {
      table.apply(change);
      Map<String, Object> state =
          expected.computeIfAbsent(change.objectId(), unused -> new HashMap<>());
      if (seen.add(change.objectId() + change.sequence())) {
        change.removed().forEach(state::remove);
        state.putAll(change.set());
      }
      ObjectView view = table.view(change.objectId()).orElseThrow();
      assertThat(view.state()).isEqualTo(state);
      long missing = view.missing().stream().mapToLong(Hole::size).sum();
      assertThat(view.writes() + missing).isEqualTo(view.sequence().orElseThrow() + 1);
    }
  }

  private static boolean holdsTrue(ObjectTable table, Map<String, History> all, String id) {
    Optional<ObjectView> view = table.view(id);
    if (view.isEmpty() || view.get().completeness() != Completeness.COMPLETE) {
      return false;
    }
    int sequence = (int) view.get().sequence().orElseThrow();
    History history = all.get(id);
    assertThat(history).isNotNull();
    assertThat(view.get().state()).isEqualTo(history.truth.get(sequence));
    return true;
  }

  private static Map<String, History> histories(Random random, boolean keyframes) {
    Map<String, History> histories = new HashMap<>();
    for (int i = 0; i < OBJECTS; i++) {
      histories.put("o" + i, history("o" + i, random, keyframes));
    }
    return histories;
  }

  private static History history(String id, Random random, boolean keyframes) {
    History history = new History();
    Changes changes = Changes.of(id);
    Map<String, Object> now = new HashMap<>(Map.of("a", 0));
    tell(history, changes.born("a", 0), now);
    for (int i = 1; i < CHANGES; i++) {
      Map<String, Object> set = new HashMap<>();
      Set<String> removed = new HashSet<>();
      for (int field = random.nextInt(4); field > 0; field--) {
        String name = "n" + random.nextInt(8);
        if (random.nextInt(3) == 0) {
          removed.add(name);
        } else {
          set.put(name, random.nextInt(4) == 0 ? null : i);
        }
      }
      removed.removeAll(set.keySet());
      now.keySet().removeAll(removed);
      now.putAll(set);
      tell(history, changes.change(set, removed), now);
      if (keyframes && random.nextInt(12) == 0) {
        history.told.add(changes.snapshot(now));
      }
    }
    return history;
  }

  private static void tell(History history, ObjectChanged change, Map<String, Object> now) {
    history.told.add(change);
    history.truth.add(new HashMap<>(now));
  }

  /** Loses, repeats, and moves each change by up to {@code reach} places among its object's. */
  private static List<ObjectChanged> disturbed(
      Map<String, History> histories, Random random, int percentLost, int reach) {
    record Placed(double at, ObjectChanged change) {}
    List<Placed> placed = new ArrayList<>();
    histories
        .values()
        .forEach(history -> {
          double at = 0;
          for (ObjectChanged change : history.told) {
            at++;
            if (random.nextInt(100) >= percentLost) {
              placed.add(new Placed(at + random.nextDouble() * (reach - 1), change));
              if (random.nextInt(6) == 0) {
                placed.add(new Placed(at + random.nextDouble() * 30, change));
              }
            }
          }
        });
    return placed.stream()
        .sorted((left, right) -> Double.compare(left.at, right.at))
        .map(Placed::change)
        .toList();
  }
}
