package dev.weft.cli.show;

import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.event.codec.JsonWriter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns and rows, printed in any {@link Shape}.
 *
 * @param rows each as long as the columns; values as JSON has them, null for none
 */
record Sheet(List<String> columns, List<List<@Nullable Object>> rows) {
  void print(Shape shape, Paint paint, boolean ascii, PrintStream out) {
    switch (shape) {
      case LINE -> lines(paint, new Visible(ascii), out);
      case JSON -> out.println(json());
      case NDJSON -> {
        for (List<@Nullable Object> row : rows) {
          out.print(object(row) + "\n");
        }
      }
      case CSV -> csv(out);
      case MD -> markdown(out);
    }
  }

  /** Aligned columns, numbers to the right. */
  private void lines(Paint paint, Visible visible, PrintStream out) {
    List<List<String>> texts = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (Object value : row) {
        cells.add(visible.line(text(value)));
      }
      texts.add(cells);
    }
    int[] widths = new int[columns.size()];
    boolean[] numbers = new boolean[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = length(columns.get(i));
      texts.forEach(row -> widths[column] = Math.max(widths[column], length(row.get(column))));
      numbers[i] = !rows.isEmpty() && allNumbers(i);
    }
    out.println(paint.dim(line(columns, widths, numbers)));
    texts.forEach(row -> out.println(line(row, widths, numbers)));
  }

  private boolean allNumbers(int column) {
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(column);
      if (value != null && !(value instanceof Number)) {
        return false;
      }
    }
    return true;
  }

  private static String line(List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(Math.max(0, widths[i] - length(cells.get(i))));
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? blanks + cells.get(i) : cells.get(i) + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String text(@Nullable Object value) {
    return value == null
        ? ""
        : value instanceof String text
            ? text
            : value instanceof Double d ? decimal(d) : Words.value(value);
  }

  /** Four digits that matter; the JDK's formatter is slow to start. */
  private static String decimal(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.valueOf((long) value);
    }
    double magnitude = Math.max(0, 4 - Math.ceil(Math.log10(Math.abs(value))));
    double scale = Math.pow(10, Math.min(9, magnitude));
    return new java.math.BigDecimal(String.valueOf(Math.rint(value * scale) / scale))
        .stripTrailingZeros()
        .toPlainString();
  }

  private String json() {
    JsonWriter json = new JsonWriter().beginObject().name("columns").value(columns);
    return json.name("rows").value(rows).endObject().toString();
  }

  private String object(List<@Nullable Object> row) {
    JsonWriter json = new JsonWriter().beginObject();
    for (int i = 0; i < columns.size(); i++) {
      json.name(columns.get(i)).value(row.get(i));
    }
    return json.endObject().toString();
  }

  private void csv(PrintStream out) {
    out.print(String.join(",", columns.stream().map(Sheet::csvCell).toList()) + "\r\n");
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (Object value : row) {
        cells.add(csvCell(value));
      }
      out.print(String.join(",", cells) + "\r\n");
    }
  }

  /** A text that a spreadsheet would take for a formula is shown as text. */
  private static String csvCell(@Nullable Object value) {
    String text = value instanceof String string ? string : text(value);
    if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private void markdown(PrintStream out) {
    out.println("| " + String.join(" | ", columns.stream().map(Sheet::cell).toList()) + " |");
    out.println("|" + "---|".repeat(columns.size()));
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (Object value : row) {
        cells.add(cell(value));
      }
      out.println("| " + String.join(" | ", cells) + " |");
    }
  }

  private static String cell(@Nullable Object value) {
    return new Visible(false)
        .line(text(value).replace("\n", " "))
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;");
  }
}
