package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code count}, {@code top} and {@code hist}. */
final class GroupCounts implements Gathering {
  private static final EventField TIME = EventField.named("time");

  private final Step step;
  private final GroupKeys keys;
  private final List<String> columns;
  private final Map<List<@Nullable Object>, long[]> counts = new HashMap<>();
  private boolean complete = true;

  GroupCounts(Step step) {
    this.step = step;
    this.columns = StageOrder.columns(step);
    this.keys = new GroupKeys(by(step));
    if (step instanceof Step.Count count && count.by().isEmpty()) {
      counts.put(List.of(), new long[1]);
    }
  }

  private static List<String> by(Step step) {
    if (step instanceof Step.Count count) {
      return count.by();
    }
    if (step instanceof Step.Hist hist) {
      return hist.by() == null ? List.of() : List.of(hist.by());
    }
    return List.of(((Step.Top) step).field());
  }

  @Override
  public void add(RawEvent event, Surroundings around) {
    if (step instanceof Step.Hist hist) {
      if (TIME.value(event, around) instanceof Long micros) {
        long width = hist.width().toNanos() / 1000;
        long start = Math.floorDiv(micros, width) * width;
        keys.each(event, around, key -> count(begun(start, key)));
      }
      return;
    }
    keys.each(event, around, this::count);
  }

  private static List<@Nullable Object> begun(long start, List<@Nullable Object> key) {
    List<@Nullable Object> longer = new ArrayList<>(key.size() + 1);
    longer.add(start);
    longer.addAll(key);
    return longer;
  }

  private void count(List<@Nullable Object> key) {
    if (step instanceof Step.Top && key.get(0) == null) {
      return;
    }
    long[] count = counts.get(key);
    if (count == null) {
      if (counts.size() >= MOST_GROUPS) {
        complete = false;
        return;
      }
      count = new long[1];
      counts.put(key, count);
    }
    count[0]++;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    counts.forEach((key, count) -> {
      List<@Nullable Object> row = new ArrayList<>(key);
      row.add(count[0]);
      rows.add(row);
    });
    int last = columns.size() - 1;
    Comparator<List<@Nullable Object>> mostFirst =
        Cells.by(last, "count", true).thenComparing(Cells.byAll(0));
    rows.sort(
        step instanceof Step.Hist
            ? Cells.by(0, "time", false).thenComparing(mostFirst)
            : mostFirst);
    return step instanceof Step.Top top && rows.size() > top.most()
        ? rows.subList(0, top.most())
        : rows;
  }

  @Override
  public boolean complete() {
    return complete;
  }
}
