package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events as rows, where {@code fields}, {@code sort} or {@code limit} is the first stage. */
final class EventRows implements Gathering {
  private static final List<String> USUAL =
      List.of("time", "level", "host", "logger", "msg", "key");

  private final List<EventField> fields;
  private final List<String> shown;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private final int most;
  private final boolean limited;
  private final @Nullable Comparator<List<@Nullable Object>> order;
  private boolean leftOut;

  EventRows(List<Step> steps) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    boolean chosen = false;
    for (Step step : steps) {
      if (step instanceof Step.Fields chosenFields && !chosen) {
        names.addAll(chosenFields.names());
        chosen = true;
      } else if (step instanceof Step.Sort sort && !chosen) {
        all.add(sort.field());
      }
    }
    if (!chosen) {
      names.addAll(USUAL);
      names.addAll(all);
    }
    this.shown = List.copyOf(names);
    all.addAll(names);
    this.fields = all.stream().map(EventField::named).toList();

    Step.Sort sort = null;
    Step.Limit limit = null;
    for (Step step : steps) {
      if (step instanceof Step.Limit found) {
        limit = found;
        break;
      }
      if (step instanceof Step.Sort found) {
        sort = found;
      }
    }
    this.limited = limit != null && limit.most() <= MOST_ROWS;
    this.most = limited && limit != null ? limit.most() : MOST_ROWS;
    this.order =
        sort == null
            ? null
            : Cells.by(columns().indexOf(sort.field()), sort.field(), sort.descending());
  }

  /** What is shown when no {@code fields} says it. */
  List<String> shown() {
    return shown;
  }

  @Override
  public void add(RawEvent event, Surroundings around) {
    if (satisfied()) {
      leftOut = true;
      return;
    }
    List<@Nullable Object> row = new ArrayList<>(fields.size());
    for (EventField field : fields) {
      Object value = field.value(event, around);
      row.add(value == null ? null : Cells.bounded(EventField.cell(value)));
    }
    rows.add(row);
    if (order != null && rows.size() >= 2 * most) {
      cut();
    }
  }

  private void cut() {
    if (order != null && rows.size() > most) {
      rows.sort(order);
      rows.subList(most, rows.size()).clear();
      leftOut = true;
    }
  }

  @Override
  public boolean satisfied() {
    return order == null && rows.size() >= most;
  }

  @Override
  public List<String> columns() {
    return fields.stream().map(EventField::name).toList();
  }

  @Override
  public List<List<@Nullable Object>> rows() {
    cut();
    return rows;
  }

  @Override
  public boolean complete() {
    return limited || !leftOut;
  }
}
