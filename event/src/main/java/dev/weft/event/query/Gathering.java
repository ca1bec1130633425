package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the first stage keeps of events. Used by one thread. */
interface Gathering {
  int MOST_GROUPS = 100_000;
  int MOST_ROWS = 10_000;

  static Gathering of(List<Step> steps) {
    Step first = steps.isEmpty() ? new Step.Limit(MOST_ROWS) : steps.get(0);
    if (first instanceof Step.Stats stats) {
      return new GroupStats(stats);
    }
    return first instanceof Step.Count || first instanceof Step.Top || first instanceof Step.Hist
        ? new GroupCounts(first)
        : new EventRows(steps);
  }

  void add(RawEvent event, Surroundings around);

  /** Whether further events change nothing. */
  default boolean satisfied() {
    return false;
  }

  List<String> columns();

  List<List<@Nullable Object>> rows();

  boolean complete();
}
