package dev.weft.event.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table while stages work on it. Used by one thread. */
final class TableRows {
  private List<String> columns;
  private List<List<@Nullable Object>> rows;

  TableRows(List<String> columns, List<List<@Nullable Object>> rows) {
    this.columns = columns;
    this.rows = new ArrayList<>(rows);
  }

  List<String> columns() {
    return columns;
  }

  List<List<@Nullable Object>> rows() {
    return rows;
  }

  void apply(Step step) {
    if (step instanceof Step.Limit limit) {
      rows = new ArrayList<>(rows.subList(0, Math.min(limit.most(), rows.size())));
    } else if (step instanceof Step.Sort sort) {
      rows.sort(Cells.by(columns.indexOf(sort.field()), sort.field(), sort.descending()));
    } else if (step instanceof Step.Fields fields) {
      choose(fields.names());
    } else {
      throw new IllegalArgumentException(step + " cannot work on a table");
    }
  }

  private void choose(List<String> names) {
    int[] places = names.stream().mapToInt(columns::indexOf).toArray();
    List<List<@Nullable Object>> chosen = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> cells = new ArrayList<>(places.length);
      for (int place : places) {
        cells.add(row.get(place));
      }
      chosen.add(cells);
    }
    rows = chosen;
    columns = names;
  }
}
