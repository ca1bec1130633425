package dev.weft.cli.show;

import dev.weft.cli.Words;
import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of the API as the event that it tells of, as far as a line for a person needs it. */
final class RowEvents {
  private RowEvents() {}

  static Event event(Members row) {
    Instant time = time(row.whole("time", 0));
    Source source = source(row);
    EventKey key = key(row.text("id", ""));
    Level level = level(row.text("level", ""));
    String message = message(row);
    String logger = row.text("logger", "root");
    Map<String, Object> fields = fields(row);
    return switch (row.text("kind", "said")) {
      case "begin" ->
          key == null
              ? logged(time, source, null, level, logger, message, fields)
              : new Event.ScopeStarted(
                  time,
                  source,
                  OptionalLong.empty(),
                  key,
                  level,
                  logger,
                  message,
                  message,
                  fields,
                  OptionalLong.empty(),
                  false,
                  false,
                  null);
      case "end" ->
          key == null
              ? logged(time, source, null, level, logger, message, fields)
              : new Event.ScopeEnded(
                  time,
                  source,
                  OptionalLong.empty(),
                  key,
                  level,
                  logger,
                  message,
                  message,
                  with(fields, "duration", duration(row)),
                  outcome(row),
                  null,
                  OptionalLong.empty(),
                  OptionalLong.empty(),
                  java.util.List.of());
      case "change" -> changed(row, time, source, key, level, fields);
      default -> logged(time, source, key, level, logger, message, fields);
    };
  }

  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static Level level(String name) {
    return Level.ofName(name.toUpperCase(Locale.ROOT)).orElse(Level.INFO);
  }

  /** Null for what is outside every task. */
  static @Nullable EventKey key(String id) {
    return EventKey.parse(id).filter(key -> key.scope().value().charAt(0) != '~').orElse(null);
  }

  private static Source source(Members row) {
    return new Source(row.text("host", "?"), row.text("service", "?"), 0, row.text("process"));
  }

  /** Of a long message the beginning, and how much more there is. */
  static String message(Members row) {
    String message = row.text("message", "");
    long more = row.whole("cut", 0) - message.length();
    return more > 0 ? message + " (+" + Words.grouped(more) + " characters)" : message;
  }

  private static Map<String, Object> fields(Members row) {
    Map<String, Object> fields = known(row.object("fields"));
    return with(fields, "exception", row.text("exception"));
  }

  /** What was said to be nothing is shown as that. */
  private static Map<String, Object> known(Members members) {
    Map<String, Object> known = new LinkedHashMap<>();
    members.all().forEach((name, value) -> known.put(name, value == null ? "null" : value));
    return known;
  }

  private static Map<String, Object> with(
      Map<String, Object> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
    return fields;
  }

  private static @Nullable String duration(Members row) {
    double seconds = row.number("duration");
    return Double.isNaN(seconds) ? null : Words.duration(seconds(seconds));
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static Event.Outcome outcome(Members row) {
    return switch (row.text("outcome", "")) {
      case "succeeded" -> Event.Outcome.SUCCEEDED;
      case "failed" -> Event.Outcome.FAILED;
      case "cancelled" -> Event.Outcome.CANCELLED;
      case "aborted" -> Event.Outcome.ABORTED;
      default -> Event.Outcome.UNSET;
    };
  }

  private static Event changed(
      Members row,
      Instant time,
      Source source,
      @Nullable EventKey key,
      Level level,
      Map<String, Object> fields) {
    Event.ObjectKind kind =
        switch (row.text("status", "")) {
          case "born" -> Event.ObjectKind.BORN;
          case "finished" -> Event.ObjectKind.FINISHED;
          case "transient" -> Event.ObjectKind.TRANSIENT;
          case "snapshot" -> Event.ObjectKind.SNAPSHOT;
          default -> Event.ObjectKind.UPDATED;
        };
    String message = message(row);
    Map<String, Object> set = row.has("set") ? known(row.object("set")) : fields;
    return new Event.ObjectChanged(
        time,
        source,
        OptionalLong.empty(),
        key,
        Words.shortUuids(row.text("object", "?")),
        null,
        Map.of(),
        kind,
        OptionalLong.empty(),
        set,
        Set.copyOf(row.texts("removed")),
        1,
        level,
        message.isEmpty() ? null : message,
        null,
        null);
  }

  private static Event logged(
      Instant time,
      Source source,
      @Nullable EventKey key,
      Level level,
      String logger,
      String message,
      Map<String, Object> fields) {
    return new Event.Logged(
        time, source, OptionalLong.empty(), key, level, logger, message, message, fields, null);
  }
}
