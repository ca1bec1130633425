package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as RFC 4180 has it. Times become ISO-8601. What a spreadsheet would run as a
 * formula has an apostrophe before it, after the recommendation of OWASP's "CSV Injection". Used by
 * one thread.
 */
final class Csv {
  private static final Set<String> TIMES =
      Set.of("time", "first", "last", "begin", "end", "born", "start");

  private final StringBuilder text = new StringBuilder();
  private final List<String> columns;
  private final ZoneId zone;

  Csv(List<String> columns, ZoneId zone) {
    this.columns = columns;
    this.zone = zone;
    line(columns.stream().map(Csv::cell).toList());
  }

  /** Adds a line, as wide as the columns. */
  void add(List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(cell(i, cells.get(i)));
    }
    text.append("\r\n");
  }

  private void line(List<String> cells) {
    text.append(String.join(",", cells)).append("\r\n");
  }

  private String cell(int column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Long micros && TIMES.contains(columns.get(column))) {
      return Times.written(micros, zone);
    }
    if (value instanceof Number number) {
      return new JsonWriter().value(number).toString().replace("\"", "");
    }
    return cell(value instanceof String plain ? plain : new JsonWriter().value(value).toString());
  }

  private static String cell(String value) {
    String safe = formula(value) ? "'" + value : value;
    boolean quoted =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            || !safe.equals(safe.strip());
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean formula(String value) {
    return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
  }

  byte[] toBytes() {
    return text.toString().getBytes(UTF_8);
  }
}
