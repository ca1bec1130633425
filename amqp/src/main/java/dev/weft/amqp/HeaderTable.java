package dev.weft.amqp;

import com.rabbitmq.client.LongString;
import dev.weft.event.codec.JsonWriter;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers between AMQP's types and JSON's: texts, numbers and truths are the same; a time becomes a
 * text such as {@code 2026-11-25T13:43:09Z}, binary a text in base 64; lists and tables keep their
 * form.
 *
 * <p>Functions only.
 */
final class HeaderTable {
  private static final int MOST_LEVELS = 100;

  private HeaderTable() {}

  /** The table of an object as {@code JsonReader} reads it. */
  static Map<String, Object> toAmqp(Map<?, ?> headers) {
    Map<String, Object> table = new LinkedHashMap<>();
    headers.forEach((name, value) -> table.put(String.valueOf(name), valueToAmqp(value)));
    return table;
  }

  /**
   * A whole number takes 32 bits where it fits them, as Python's clients have it: in a headers
   * exchange numbers of different widths are not equal.
   */
  static @Nullable Object valueToAmqp(@Nullable Object value) {
    if (value instanceof Map<?, ?> inner) {
      return toAmqp(inner);
    }
    if (value instanceof List<?> items) {
      // The client library takes nulls in lists.
      return items.stream().map(HeaderTable::valueToAmqp).toList();
    }
    if (value instanceof Long whole) {
      return whole.intValue() == whole ? (Object) whole.intValue() : whole;
    }
    if (value instanceof Double number) {
      // RabbitMQ ends the connection over a number that Erlang does not know.
      return Double.isFinite(number) ? number : (Object) number.toString();
    }
    boolean same = value == null || value instanceof Integer || value instanceof Boolean;
    return same ? value : String.valueOf(value);
  }

  /** Writes the table that the client library read as a JSON object. */
  static void write(JsonWriter json, Map<String, Object> table) {
    write(json, table, 0);
  }

  private static void write(JsonWriter json, Map<?, ?> table, int level) {
    json.beginObject();
    for (Map.Entry<?, ?> header : table.entrySet()) {
      json.name(String.valueOf(header.getKey()));
      value(json, header.getValue(), level + 1);
    }
    json.endObject();
  }

  private static void value(JsonWriter json, @Nullable Object value, int level) {
    if (value instanceof LongString text) {
      json.text(text.toString());
    } else if (value instanceof Map<?, ?> inner && level < MOST_LEVELS) {
      write(json, inner, level);
    } else if (value instanceof List<?> items && level < MOST_LEVELS) {
      json.beginArray();
      items.forEach(item -> value(json, item, level + 1));
      json.endArray();
    } else if (value instanceof Map || value instanceof List) {
      json.text("nested too deeply");
    } else if (value instanceof Date time) {
      json.text(time.toInstant().toString());
    } else if (value instanceof byte[] binary) {
      json.text(Base64.getEncoder().encodeToString(binary));
    } else {
      json.value(value);
    }
  }
}
