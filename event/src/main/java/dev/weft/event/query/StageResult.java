package dev.weft.event.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stages made of events.
 *
 * @param columns their names
 * @param rows each as wide as the columns; cells are texts (of at most 1,000 characters), {@link
 *     Long}, {@link Double} or null
 * @param complete false when there were more groups or rows than are kept
 */
public record StageResult(
    List<String> columns, List<List<@Nullable Object>> rows, boolean complete) {
  /** Copies the columns and the list of rows; rows themselves hold nulls and are not copied. */
  public StageResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
