package dev.weft.object;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change as a line of the program's own log, in contexture's form: {@code id: k = v, k2 = v2} or
 * {@code id: words; k = v}. Values were masked when they were taken.
 */
final class LocalLine {
  private static final int LONGEST_VALUE = 256;
  private static final int LONGEST_LINE = 8192;

  private LocalLine() {}

  /** The line. {@code changes} may hold {@link Mark#REMOVED}. */
  static String of(String id, @Nullable String message, Map<String, @Nullable Object> changes) {
    StringBuilder line = new StringBuilder(64).append(id).append(": ");
    String separator = "";
    if (message != null) {
      line.append(message);
      separator = "; ";
    }
    for (Map.Entry<String, @Nullable Object> change : changes.entrySet()) {
      if (line.length() > LONGEST_LINE) {
        return line.append(", …").toString();
      }
      line.append(separator).append(change.getKey());
      if (change.getValue() == Mark.REMOVED) {
        line.append(" removed");
      } else {
        line.append(" = ").append(shown(change.getValue()));
      }
      separator = ", ";
    }
    return line.toString();
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + '…';
  }
}
