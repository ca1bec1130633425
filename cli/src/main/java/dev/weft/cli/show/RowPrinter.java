package dev.weft.cli.show;

import dev.weft.cli.LineFormat;
import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.Zone;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints rows of events as they come, in one {@link Shape}. Used by one thread. */
final class RowPrinter {
  private static final List<String> USUAL =
      List.of("time", "level", "host", "service", "logger", "message", "id");

  private final Shape shape;
  private final List<String> columns;
  private final PrintStream out;
  private final LineFormat lines;
  private final Paint paint;
  private final Zone zone;
  private final boolean ascii;
  private final Visible visible;
  private final List<Members> kept = new ArrayList<>();
  private long printed;

  /**
   * Prints to {@code out}.
   *
   * @param columns fields that were asked for; empty for whole rows
   */
  RowPrinter(
      Shape shape, List<String> columns, LookOptions look, boolean terminal, PrintStream out) {
    this.shape = shape;
    this.columns = List.copyOf(columns);
    this.out = out;
    this.paint = look.paint(terminal);
    this.zone = look.zone();
    this.ascii = look.ascii;
    this.visible = new Visible(look.ascii);
    this.lines = new LineFormat(zone, paint, look.ascii);
  }

  /** Prints one, or keeps it where the shape needs all. */
  void print(Members row) {
    printed++;
    switch (shape) {
      case LINE -> out.print(line(row));
      case NDJSON -> out.print(json(row) + "\n");
      case JSON, CSV, MD -> kept.add(row);
    }
  }

  /** Prints what was kept. */
  void end() {
    if (shape == Shape.JSON) {
      List<Object> all = new ArrayList<>();
      kept.forEach(row -> all.add(chosen(row)));
      out.println(new JsonWriter().value(all));
    } else if (shape == Shape.CSV || shape == Shape.MD) {
      sheet().print(shape, paint, ascii, out);
    }
    kept.clear();
  }

  long printed() {
    return printed;
  }

  /** The line, or the lines, of a row for a person. */
  String line(Members row) {
    if (columns.isEmpty()) {
      return lines.format(RowEvents.event(row));
    }
    StringBuilder line = new StringBuilder();
    List<@Nullable Object> values = values(row);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      line.append(i == 0 ? "" : "\t");
      if (value != null) {
        line.append(visible.line(value instanceof String text ? text : Words.value(value)));
      }
    }
    return line.append('\n').toString();
  }

  private String json(Members row) {
    return new JsonWriter().value(chosen(row)).toString();
  }

  private Object chosen(Members row) {
    if (columns.isEmpty()) {
      return row.all();
    }
    Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
    List<@Nullable Object> values = row.list("columns");
    for (int i = 0; i < columns.size(); i++) {
      chosen.put(columns.get(i), i < values.size() ? values.get(i) : null);
    }
    return chosen;
  }

  /** A time is read as a time, whatever the form. */
  private List<@Nullable Object> values(Members row) {
    List<@Nullable Object> values = new ArrayList<>();
    List<@Nullable Object> given = row.list("columns");
    for (int i = 0; i < columns.size(); i++) {
      Object value = i < given.size() ? given.get(i) : null;
      values.add(
          columns.get(i).equals("time") && value instanceof Number micros
              ? stamp(micros.longValue())
              : value);
    }
    return values;
  }

  private String stamp(long micros) {
    return zone.stamp(RowEvents.time(micros));
  }

  private Sheet sheet() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Members row : kept) {
      rows.add(columns.isEmpty() ? usual(row) : values(row));
    }
    return new Sheet(columns.isEmpty() ? USUAL : columns, rows);
  }

  private List<@Nullable Object> usual(Members row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String name : USUAL) {
      values.add(name.equals("time") ? stamp(row.whole("time", 0)) : row.value(name));
    }
    return values;
  }
}
