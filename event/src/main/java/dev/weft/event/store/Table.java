package dev.weft.event.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stages of a query made of its matches.
 *
 * @param columns their names
 * @param rows each as wide as the columns; cells are texts, {@link Long}, {@link Double} or null
 * @param sampling 1 when every match was counted; n when one in n was, and counts are scaled up
 * @param complete false when a limit on groups or work was met; the rows are then the greatest
 *     found so far
 */
public record Table(
    List<String> columns, List<List<@Nullable Object>> rows, int sampling, boolean complete) {
  /** Copies the columns and the list of rows; rows themselves hold nulls and are not copied. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
