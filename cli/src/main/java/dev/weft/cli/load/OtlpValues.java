package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the protocol's JSON: ids are hex digits, 64-bit numbers are texts, attributes are
 * lists of names and values whose kind is the member's name. Functions only.
 */
final class OtlpValues {
  private OtlpValues() {}

  /** Lower case hex digits; empty where there is none, also where all are 0. */
  static String id(Members of, String name) {
    String id = of.text(name, "").toLowerCase(Locale.ROOT);
    return id.matches("[0-9a-f]+") && !id.matches("0+") ? id : "";
  }

  static String uuid(String trace) {
    return trace.length() != 32
        ? trace
        : trace.substring(0, 8)
            + '-'
            + trace.substring(8, 12)
            + '-'
            + trace.substring(12, 16)
            + '-'
            + trace.substring(16, 20)
            + '-'
            + trace.substring(20);
  }

  /** Since 1970; 0 where it is not said. */
  static long nanos(Members of, String name) {
    String text = of.text(name);
    if (text != null) {
      return text.matches("\\d{1,18}|[1-8]\\d{18}") ? Long.parseLong(text) : 0;
    }
    return of.whole(name, 0);
  }

  static Instant time(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  static Source source(Members resource, Defaults defaults) {
    Map<String, Object> attributes = attributes(resource);
    Object pid = attributes.get("process.pid");
    return new Source(
        text(attributes.getOrDefault("host.name", defaults.host())),
        text(attributes.getOrDefault("service.name", defaults.service())),
        pid instanceof Number number ? number.longValue() : 0,
        null);
  }

  static Map<String, Object> attributes(Members of) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (Members each : of.objects("attributes")) {
      Object value = value(each.object("value"));
      if (value != null) {
        attributes.put(each.text("key", ""), value);
      }
    }
    return attributes;
  }

  static @Nullable Object value(Members any) {
    for (String name : any.all().keySet()) {
      switch (name) {
        case "stringValue", "boolValue", "doubleValue", "bytesValue" -> {
          return any.value(name);
        }
        case "intValue" -> {
          String text = any.text(name, "");
          return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : any.value(name);
        }
        case "arrayValue" -> {
          List<@Nullable Object> values = new ArrayList<>();
          any.object(name).objects("values").forEach(value -> values.add(value(value)));
          return values;
        }
        case "kvlistValue" -> {
          Map<String, @Nullable Object> values = new LinkedHashMap<>();
          any.object(name)
              .objects("values")
              .forEach(each -> values.put(each.text("key", ""), value(each.object("value"))));
          return values;
        }
        default -> {} // a kind of a later version
      }
    }
    return null;
  }

  static String text(Object value) {
    return value instanceof String text ? text : new JsonWriter().value(value).toString();
  }

  static Level level(Members log) {
    long severity = log.whole("severityNumber", 0);
    return severity > 0 ? Levels.ofSeverity(severity) : Levels.of(log.text("severityText"));
  }

  /** What the conventions' {@code exception.} attributes tell; they are then no fields any more. */
  static @Nullable Failure failure(Map<String, Object> fields) {
    if (!fields.containsKey("exception.type") && !fields.containsKey("exception.message")) {
      return null;
    }
    Object type = fields.remove("exception.type");
    Object message = fields.remove("exception.message");
    Object trace = fields.remove("exception.stacktrace");
    return new Failure(
        type == null ? "" : text(type),
        message == null ? "" : text(message),
        trace == null ? "" : text(trace));
  }
}
