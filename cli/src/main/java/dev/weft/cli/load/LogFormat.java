package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats that can be read, each known by its first line. */
public enum LogFormat {
  /** Records of Weft, distlog or contexture, a line each. */
  WEFT,
  /** Messages of Eliot, a line each. */
  ELIOT,
  /** What {@code journalctl -o json} writes. */
  JOURNALD,
  /** OpenTelemetry's traces and logs, as its protocol has them in JSON. */
  OTLP,
  /** Any other JSON objects, a line each. */
  JSON,
  /** {@code name=value name="some value"}. */
  LOGFMT,
  /** Text. */
  PLAIN;

  /** Their names, as {@code --format} takes them. */
  public static final List<String> NAMES =
      Stream.of(values()).map(format -> format.name().toLowerCase(Locale.ROOT)).toList();

  private static final Set<String> OURS =
      Set.of("levelno", "created", "weft", "obj_id", "time_in", "contexture", "recovered");

  Conversion conversion(Defaults defaults) {
    return switch (this) {
      case WEFT -> new WeftConversion();
      case ELIOT -> new EliotConversion(defaults);
      case JOURNALD -> new JournaldConversion(defaults);
      case OTLP -> new OtlpConversion(defaults);
      case JSON -> new JsonConversion(defaults);
      case LOGFMT -> new LogfmtConversion(defaults);
      case PLAIN -> new PlainConversion(defaults);
    };
  }

  /** The one of that name, which is one of {@link #NAMES}. */
  public static LogFormat named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** What the first line that is not empty is written in. */
  static LogFormat of(String line) {
    if (line.startsWith("{")) {
      return ofObject(read(line));
    }
    return LogfmtConversion.fits(line) ? LOGFMT : PLAIN;
  }

  private static @Nullable Object read(String line) {
    try {
      return JsonReader.read(line);
    } catch (JsonException noJson) {
      return null;
    }
  }

  static LogFormat ofObject(@Nullable Object value) {
    if (!(value instanceof Map<?, ?>)) {
      return PLAIN;
    }
    Members first = Members.of(value);
    if (first.has("task_uuid") && first.has("task_level")) {
      return ELIOT;
    }
    if (first.has("__REALTIME_TIMESTAMP") || first.has("__CURSOR")) {
      return JOURNALD;
    }
    if (first.has("resourceSpans") || first.has("resourceLogs") || first.has("resourceMetrics")) {
      return OTLP;
    }
    return OURS.stream().anyMatch(first::has) ? WEFT : JSON;
  }
}
