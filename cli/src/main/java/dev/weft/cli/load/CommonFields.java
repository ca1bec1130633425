package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A log line that consists of named values, read by the names that logging libraries give them;
 * what has another name is a field. Functions only.
 */
final class CommonFields {
  private static final List<String> TIME =
      List.of("time", "timestamp", "@timestamp", "ts", "t", "date", "datetime");
  private static final List<String> LEVEL =
      List.of("level", "lvl", "severity", "levelname", "log.level", "loglevel");
  private static final List<String> MESSAGE = List.of("msg", "message", "event", "text");
  private static final List<String> LOGGER =
      List.of("logger", "logger_name", "loggerName", "log.logger", "name", "caller", "module");
  private static final List<String> HOST = List.of("host", "hostname", "host.name");
  private static final List<String> SERVICE =
      List.of("service", "service.name", "app", "application");
  private static final List<String> PROCESS = List.of("pid", "process", "process.pid");
  private static final List<String> TRACE =
      List.of(
          "stack",
          "stack_trace",
          "stackTrace",
          "stacktrace",
          "exc_info",
          "error.stack_trace",
          "exception");

  private CommonFields() {}

  static Event event(Members line, Defaults defaults) {
    Map<String, Object> left = new LinkedHashMap<>();
    line.all()
        .forEach((name, value) -> {
          if (value != null) {
            left.put(name, value);
          }
        });
    Instant time = Times.of(take(left, TIME), defaults);
    Level level = Levels.of(take(left, LEVEL));
    String message = text(take(left, MESSAGE));
    String logger = text(take(left, LOGGER));
    String host = text(take(left, HOST));
    String service = text(take(left, SERVICE));
    Object pid = take(left, PROCESS);
    Failure failure = Traces.failure(text(take(left, TRACE)));
    Source source =
        new Source(
            host.isEmpty() ? defaults.host() : host,
            service.isEmpty() ? defaults.service() : service,
            pid instanceof Number number ? number.longValue() : 0,
            null);
    return new Event.Logged(
        time,
        source,
        OptionalLong.empty(),
        null,
        level,
        logger.isEmpty() ? "root" : logger,
        message,
        message,
        left,
        failure);
  }

  /** The first of these names that has a value that can mean it. */
  private static @Nullable Object take(Map<String, Object> left, List<String> names) {
    for (String name : names) {
      Object value = left.get(name);
      if (value != null && !(value instanceof Map) && !(value instanceof List)) {
        left.remove(name);
        return value;
      }
    }
    return null;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
