package dev.weft.event.collate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object's values, changed in place, and, while older changes may still come, the place of the
 * change that each name was last touched by, removed names included: so that an older value never
 * covers a newer one. A place is a change's number or, for programs that do not count, its time.
 *
 * <p>The memory for places is bounded: when there are too many of them all are forgotten, and from
 * then on nothing older than the newest change then known is taken. Used by one thread.
 */
final class ObjectState {
  private static final int PLACES_AT_LEAST = 4_096;
  private static final long NOWHERE = Long.MIN_VALUE;

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Long> places = new HashMap<>();
  private long oldestTaken = NOWHERE;
  private long weight;

  Map<String, Object> values() {
    return values;
  }

  /** About how many bytes it takes. */
  long weight() {
    return weight;
  }

  /** Whether a change at that place can still be told from newer ones. */
  boolean takes(long place) {
    return place >= oldestTaken;
  }

  /** Those of the values that no newer change has touched. */
  Map<String, Object> notNewer(Map<String, Object> set, long place) {
    Map<String, Object> left = new LinkedHashMap<>(set);
    left.keySet().removeIf(name -> isNewer(name, place));
    return left;
  }

  /** Those of the names that no newer change has touched. */
  Set<String> notNewer(Set<String> names, long place) {
    Set<String> left = new HashSet<>(names);
    left.removeIf(name -> isNewer(name, place));
    return left;
  }

  private boolean isNewer(String name, long place) {
    Long touched = places.get(name);
    return touched != null && touched > place;
  }

  void set(Map<String, Object> set) {
    set.forEach(this::put);
  }

  void remove(Set<String> removed) {
    removed.forEach(this::drop);
  }

  // The wire has null values, and an event's maps too.
  @SuppressWarnings("NullAway")
  private void put(String name, @Nullable Object value) {
    Object frozen = Frozen.copy(value);
    int names = values.size();
    Object old = values.put(name, frozen);
    weight += Frozen.weigh(name, frozen);
    if (values.size() == names) {
      weight -= Frozen.weigh(name, old);
    }
  }

  private void drop(String name) {
    int names = values.size();
    Object old = values.remove(name);
    if (values.size() < names) {
      weight -= Frozen.weigh(name, old);
    }
  }

  /**
   * Notes that a change at that place touched these names.
   *
   * @param newest the newest place known
   */
  void note(Set<String> names, long place, long newest) {
    for (String name : names) {
      places.put(name, place);
    }
    if (places.size() > PLACES_AT_LEAST && places.size() > 2 * values.size()) {
      places.clear();
      oldestTaken = newest;
    }
  }

  /** Nothing older can come any more. */
  void forgetPlaces() {
    places.clear();
    oldestTaken = NOWHERE;
  }

  /** Makes these all the values there are, but for names that a newer change has touched. */
  void replace(Map<String, Object> all, long place) {
    for (String name : List.copyOf(values.keySet())) {
      if (!all.containsKey(name) && !isNewer(name, place)) {
        drop(name);
      }
    }
    all.forEach((name, value) -> {
      if (!isNewer(name, place)) {
        put(name, value);
      }
    });
  }
}
