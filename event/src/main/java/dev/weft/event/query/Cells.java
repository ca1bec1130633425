package dev.weft.event.query;

import dev.weft.event.Level;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in tables: how long they are, and their order. */
final class Cells {
  private static final int LONGEST = 1_000;

  private Cells() {}

  static Object bounded(Object cell) {
    return cell instanceof String text && text.length() > LONGEST
        ? text.substring(0, LONGEST)
        : cell;
  }

  /** Rows by their cells from the first to the last. */
  static Comparator<List<@Nullable Object>> byAll(int from) {
    return (left, right) -> {
      for (int i = from; i < left.size(); i++) {
        int order = compare(left.get(i), right.get(i), false);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** Rows by one cell; a level's names by how serious they are. */
  static Comparator<List<@Nullable Object>> by(int column, String name, boolean descending) {
    return (left, right) ->
        name.equals("level")
            ? compare(severity(left.get(column)), severity(right.get(column)), descending)
            : compare(left.get(column), right.get(column), descending);
  }

  private static @Nullable Object severity(@Nullable Object cell) {
    return cell instanceof String text
        ? Level.ofName(text).<Object>map(level -> (long) level.number()).orElse(text)
        : cell;
  }

  /** Numbers before texts; nothing is always last. */
  private static int compare(@Nullable Object left, @Nullable Object right, boolean descending) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    int order =
        left instanceof Number a && right instanceof Number b
            ? numbers(a, b)
            : left instanceof Number || right instanceof Number
                ? Boolean.compare(right instanceof Number, left instanceof Number)
                : String.valueOf(left).compareTo(String.valueOf(right));
    return descending ? -order : order;
  }

  private static int numbers(Number left, Number right) {
    return left instanceof Long a && right instanceof Long b
        ? Long.compare(a, b)
        : Double.compare(left.doubleValue(), right.doubleValue());
  }
}
