package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chosen fields of a record. Used by one thread. */
public final class Columns {
  private static final Map<String, List<String>> BUILT_IN =
      Map.ofEntries(
          Map.entry("level", List.of(WireKey.LEVEL_NUMBER)),
          Map.entry("logger", List.of(WireKey.NAME)),
          Map.entry(
              "host",
              List.of(
                  WireKey.HOST_NAME,
                  WireKey.WEFT + '.' + WireKey.WEFT_HEADERS + '.' + WireKey.HOST_NAME,
                  "host")),
          Map.entry(
              "rkey",
              List.of(WireKey.WEFT + '.' + WireKey.WEFT_ROUTING_KEY, "rkey", "routing_key")),
          Map.entry("process", List.of(WireKey.PROCESS, "pid")),
          Map.entry("service", List.of(WireKey.PROCESS_NAME)),
          Map.entry("thread", List.of(WireKey.THREAD_NAME)),
          Map.entry("exception", List.of(WireKey.EXC_TEXT)),
          Map.entry("key", List.of("context.key")),
          Map.entry("object", List.of(WireKey.OBJECT_ID, "id")));

  private final List<Column> columns = new ArrayList<>();
  private final Zone zone;
  private final Visible visible = new Visible(false);

  private record Column(String name, List<FieldPath> paths) {}

  /**
   * Columns of those names.
   *
   * @throws IllegalArgumentException when a name is empty or has more than 32 parts
   */
  public Columns(List<String> names, Zone zone) {
    this.zone = zone;
    for (String name : names) {
      String field = name.startsWith("f.") ? name.substring(2) : name;
      List<String> paths =
          BUILT_IN.getOrDefault(
              name, List.of(field, "context." + field, "obj." + field, "mdc." + field));
      columns.add(new Column(name, paths.stream().map(FieldPath::of).toList()));
    }
  }

  /** The values with a tab between them, without control characters or a line's end. */
  public String line(RawEvent event) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.append('\t');
      }
      Object value = value(columns.get(i), event);
      if (value != null) {
        out.append(visible.line(value instanceof String text ? text : Words.value(value)));
      }
    }
    return out.toString();
  }

  /** The values by their names, as one object. */
  public JsonWriter json(RawEvent event) {
    JsonWriter json = new JsonWriter().beginObject();
    for (Column column : columns) {
      json.name(column.name()).value(value(column, event));
    }
    return json.endObject();
  }

  private @Nullable Object value(Column column, RawEvent event) {
    if (column.name().equals("time")) {
      Event decoded = EventDecoder.decode(event);
      return zone.day(decoded.time())
          + 'T'
          + zone.clock(decoded.time())
          + zone.offset(decoded.time());
    }
    if (column.name().equals("msg")) {
      return Objects.requireNonNullElse(EventDecoder.decode(event).message(), "");
    }
    for (FieldPath path : column.paths()) {
      Object value = event.value(path);
      if (value != null) {
        return column.name().equals("level") && value instanceof Number number
            ? Level.ofNumber(number.intValue()).name()
            : value;
      }
    }
    return null;
  }
}
