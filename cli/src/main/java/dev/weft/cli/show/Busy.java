package dev.weft.cli.show;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one process, logger or pattern did in the last interval.
 *
 * @param name which
 * @param rate events a second
 * @param errors errors a second
 * @param lost how many it lost since the command began
 */
record Busy(String name, double rate, double errors, long lost) {
  /** By what they are sorted, in the order of the keys 1 to 4. */
  enum Sort {
    RATE,
    ERRORS,
    LOST,
    NAME
  }

  /** Puts counts by name together and sorts them. */
  static List<Busy> of(
      Map<String, Long> events, Map<String, Long> errors, Map<String, Long> lost, double seconds) {
    Map<String, Busy> all = new TreeMap<>();
    List<String> names = new ArrayList<>(events.keySet());
    names.addAll(lost.keySet());
    for (String name : names) {
      all.put(
          name,
          new Busy(
              name,
              events.getOrDefault(name, 0L) / seconds,
              errors.getOrDefault(name, 0L) / seconds,
              lost.getOrDefault(name, 0L)));
    }
    return new ArrayList<>(all.values());
  }

  static Comparator<Busy> by(Sort sort) {
    Comparator<Busy> byName = Comparator.comparing(Busy::name);
    return switch (sort) {
      case RATE -> Comparator.comparingDouble(Busy::rate).reversed().thenComparing(byName);
      case ERRORS ->
          Comparator.comparingDouble(Busy::errors)
              .thenComparingDouble(Busy::rate)
              .reversed()
              .thenComparing(byName);
      case LOST ->
          Comparator.comparingLong(Busy::lost)
              .thenComparingDouble(Busy::rate)
              .reversed()
              .thenComparing(byName);
      case NAME -> byName;
    };
  }
}
