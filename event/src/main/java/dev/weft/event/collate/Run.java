package dev.weft.event.collate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Children of one task that follow each other without anything between and have one name, so that a
 * picture can show them in one line.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param children at least two, in order
 */
public record Run(List<Item.Child> children) {
  /** Fewer than this stand better by themselves. */
  public static final int WORTH_FOLDING = 3;

  /** Copies the children. */
  public Run {
    children = List.copyOf(children);
    if (children.size() < 2) {
      throw new IllegalArgumentException("a run has two children or more");
    }
  }

  /**
   * The items in order, each run as one row: a row holds one item, or all children of a run of at
   * least {@link #WORTH_FOLDING}.
   */
  public static List<List<Item>> rows(List<Item> items) {
    List<List<Item>> rows = new ArrayList<>();
    int from = 0;
    while (from < items.size()) {
      int to = from + 1;
      while (to < items.size() && alike(items.get(from), items.get(to))) {
        to++;
      }
      if (to - from >= WORTH_FOLDING) {
        rows.add(List.copyOf(items.subList(from, to)));
      } else {
        items.subList(from, to).forEach(item -> rows.add(List.of(item)));
      }
      from = to;
    }
    return rows;
  }

  private static boolean alike(Item left, Item right) {
    return left instanceof Item.Child first
        && right instanceof Item.Child second
        && first.task().template().isPresent()
        && first.task().template().equals(second.task().template());
  }

  /** How many of the children ended how. */
  public Map<Status, Long> statuses() {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    children.forEach(child -> counts.merge(child.task().status(), 1L, Long::sum));
    return Collections.unmodifiableMap(counts);
  }

  /** The duration that half of the children stay within; empty when none has one. */
  public Optional<Duration> median() {
    List<Duration> sorted = durations();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }

  /** The longest duration; empty when none has one. */
  public Optional<Duration> longest() {
    List<Duration> sorted = durations();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() - 1));
  }

  private List<Duration> durations() {
    return children.stream().flatMap(c -> c.task().duration().stream()).sorted().toList();
  }
}
