package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code stats}. */
final class GroupStats implements Gathering {
  private static final long EXACT_VALUES = 1_000_000;

  private final Step.Stats step;
  private final GroupKeys keys;
  private final Map<String, EventField> fields = new LinkedHashMap<>();
  private final Map<List<@Nullable Object>, Group> groups = new HashMap<>();
  private final long[] exactLeft = {EXACT_VALUES};
  private boolean complete = true;

  GroupStats(Step.Stats step) {
    this.step = step;
    this.keys = new GroupKeys(step.by());
    for (Step.Measure measure : step.measures()) {
      if (measure.field() != null) {
        fields.putIfAbsent(measure.field(), EventField.named(measure.field()));
      }
    }
    if (step.by().isEmpty()) {
      groups.put(List.of(), new Group());
    }
  }

  /** The events of one group, and the numbers of each field. */
  private final class Group {
    private long events;
    private final Map<String, Figures> figures = new HashMap<>();

    void add(RawEvent event, Surroundings around) {
      events++;
      fields.forEach((name, field) -> {
        for (Object value : field.values(event, around)) {
          figures.computeIfAbsent(name, any -> new Figures(exactLeft)).add(value);
        }
      });
    }

    @Nullable Object measure(Step.Measure measure) {
      if (measure.field() == null) {
        return events;
      }
      Figures of = figures.get(measure.field());
      if (of == null) {
        return measure.function() == Step.Function.COUNT ? (Object) 0L : null;
      }
      return of.measure(measure);
    }
  }

  @Override
  public void add(RawEvent event, Surroundings around) {
    keys.each(
        event,
        around,
        key -> {
          Group group = groups.get(key);
          if (group == null && groups.size() < MOST_GROUPS) {
            group = new Group();
            groups.put(key, group);
          }
          if (group == null) {
            complete = false;
          } else {
            group.add(event, around);
          }
        });
  }

  @Override
  public List<String> columns() {
    return StageOrder.columns(step);
  }

  @Override
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    groups.forEach((key, group) -> {
      List<@Nullable Object> row = new ArrayList<>(key);
      step.measures().forEach(measure -> row.add(group.measure(measure)));
      rows.add(row);
    });
    rows.sort(Cells.byAll(0));
    return rows;
  }

  @Override
  public boolean complete() {
    return complete;
  }
}
