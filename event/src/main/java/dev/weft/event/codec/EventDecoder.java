package dev.weft.event.codec;

import dev.weft.event.Event;
import dev.weft.event.Event.LossReported;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Event.Outcome;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.WireKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as the event it is, by the members it has:
 *
 * <ol>
 *   <li>{@code weft.kind} says it: start or end of a task, loss, source;
 *   <li>{@code obj} is an object and there is {@code obj_id} or {@code id}: {@link ObjectChanged}.
 *       One that is a log record too, as an object's own log line inside a task, is this kind, with
 *       the line as its message;
 *   <li>{@code msg} and {@code levelno}: a log line. With number 0 in its task it is the task's
 *       start, as Python writes it; Python's end has no mark and stays a log line;
 *   <li>{@code recovered}: {@link LossReported}; {@code contexture} and {@code pid}: {@link
 *       Event.SourceStarted};
 *   <li>all else: {@link Event.Opaque}, whole.
 * </ol>
 *
 * <p>Forgiving: what is missing or of another kind has a sensible value ("?" for names, 1970 for
 * the time, INFO for the level). Times are exact to the microsecond, which is about what a double,
 * and so Python, can hold. The fields of an event are those of its context, its own at the top
 * level, and those of {@code mdc} whose names are still free.
 *
 * <p>Functions only, usable from any thread.
 */
public final class EventDecoder {
  private static final double LATEST_SECOND = 253_402_300_799.0;
  // Some 290 years: what fits into nanoseconds.
  private static final double LONGEST_LIFE_SECONDS = 9.2e9;

  private final JsonObject record;
  private final JsonObject weft;
  private final JsonObject context;
  private final Instant time;
  private final Source source;
  private final OptionalLong number;
  private final @Nullable EventKey key;

  private EventDecoder(JsonObject record) {
    this.record = record;
    this.weft = record.object(WireKey.WEFT);
    this.context = record.object(WireKey.CONTEXT);
    this.time = time(record);
    this.source = source(record, weft);
    this.number = weft.whole(WireKey.WEFT_NUMBER);
    this.key = eventKey(context.text(WireKey.KEY));
  }

  private static @Nullable EventKey eventKey(@Nullable String text) {
    return text == null ? null : EventKey.parse(text).orElse(null);
  }

  /**
   * Reads the record that the view shows.
   *
   * @throws JsonException when it is not one well-formed JSON object
   */
  public static Event decode(RawEvent event) {
    event.check();
    Object tree = JsonReader.readChecked(event.bytes(), event.start(), event.end());
    return new EventDecoder(JsonObject.of(tree)).event();
  }

  /**
   * Reads a record.
   *
   * @throws JsonException when it is not one well-formed JSON object
   */
  public static Event decode(byte[] record) {
    return decode(new RawEvent().over(record));
  }

  private static Instant time(JsonObject record) {
    for (String name : List.of(WireKey.CREATED, WireKey.TIME_IN, "time_out")) {
      Number seconds = record.number(name);
      if (seconds != null && Math.abs(seconds.doubleValue()) <= LATEST_SECOND) {
        long micros = Math.round(seconds.doubleValue() * 1e6);
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      }
    }
    return Instant.EPOCH;
  }

  private static Source source(JsonObject record, JsonObject weft) {
    JsonObject headers = weft.object(WireKey.WEFT_HEADERS);
    String host =
        record.text(WireKey.HOST_NAME, headers.text(WireKey.HOST_NAME, record.text("host", "?")));
    OptionalLong process = record.whole(WireKey.PROCESS);
    long pid = process.orElse(record.whole("pid").orElse(0));
    String id = weft.text(WireKey.WEFT_SOURCE);
    return new Source(
        host,
        record.text(WireKey.PROCESS_NAME, "?"),
        pid,
        id != null ? id : record.text(WireKey.HANDLER_ID));
  }

  private Event event() {
    String kind = weft.text(WireKey.WEFT_KIND);
    boolean logged = record.has(WireKey.MSG) && record.has(WireKey.LEVEL_NUMBER);
    Event marked = kind == null ? null : marked(kind);
    if (marked != null) {
      return marked;
    }
    String objectId = objectId();
    if (objectId != null) {
      return objectChanged(objectId, logged);
    }
    if (logged) {
      return key != null && key.number() == 0 && kind == null ? scopeStarted(key) : logged();
    }
    if (record.number(WireKey.RECOVERED) != null) {
      return lossReported();
    }
    return record.has(WireKey.CONTEXTURE) && record.has("pid") ? sourceStarted() : opaque();
  }

  private @Nullable Event marked(String kind) {
    return switch (kind) {
      case "begin" -> key == null ? null : scopeStarted(key);
      case "end" -> key == null ? null : scopeEnded(key);
      case "loss" -> lossReported();
      case "source" -> sourceStarted();
      default -> null;
    };
  }

  private Event logged() {
    return new Event.Logged(
        time, source, number, key, level(), logger(), template(), message(), fields(), failure());
  }

  private Event scopeStarted(EventKey start) {
    return new Event.ScopeStarted(
        time,
        source,
        number,
        start,
        level(),
        logger(),
        template(),
        message(),
        fields(),
        weft.whole(WireKey.WEFT_AT),
        weft.flag(WireKey.WEFT_FOREIGN),
        weft.flag(WireKey.WEFT_LATE),
        eventKey(weft.text(WireKey.WEFT_LINK)));
  }

  private Event scopeEnded(EventKey end) {
    return new Event.ScopeEnded(
        time,
        source,
        number,
        end,
        level(),
        logger(),
        template(),
        message(),
        fields(),
        outcome(),
        failure(),
        weft.whole(WireKey.WEFT_COUNT),
        weft.whole(WireKey.WEFT_CHILDREN),
        weft.list(WireKey.WEFT_REMOTE).stream()
            .filter(Number.class::isInstance)
            .map(child -> ((Number) child).longValue())
            .toList());
  }

  private Outcome outcome() {
    return switch (weft.text(WireKey.WEFT_OUTCOME, "").toLowerCase(Locale.ROOT)) {
      case "succeeded" -> Outcome.SUCCEEDED;
      case "failed" -> Outcome.FAILED;
      case "cancelled" -> Outcome.CANCELLED;
      case "aborted" -> Outcome.ABORTED;
      default -> Outcome.UNSET;
    };
  }

  private @Nullable String objectId() {
    if (!record.hasObject(WireKey.OBJECT)) {
      return null;
    }
    String id = record.text(WireKey.OBJECT_ID);
    return id != null ? id : record.text("id");
  }

  private Event objectChanged(String id, boolean logged) {
    Map<String, Object> changes = record.object(WireKey.OBJECT).members();
    boolean deleted = record.text(WireKey.ACTION, "").equals("delete");
    Set<String> removed = new HashSet<>(deleted ? changes.keySet() : Set.of());
    weft.list(WireKey.WEFT_REMOVED).forEach(name -> removed.add(String.valueOf(name)));
    return new ObjectChanged(
        time,
        source,
        number,
        key,
        id,
        weft.text(WireKey.WEFT_ROUTING_KEY),
        weft.object(WireKey.WEFT_HEADERS).members(),
        objectKind(),
        weft.whole(WireKey.WEFT_SEQUENCE),
        deleted ? Map.of() : changes,
        removed,
        weft.whole(WireKey.WEFT_WRITES).orElse(1),
        level(),
        logged ? message() : record.text(WireKey.MESSAGE),
        elapsed(),
        weft.text(WireKey.WEFT_END));
  }

  private @Nullable Duration elapsed() {
    Number seconds = record.number(WireKey.ELAPSED);
    if (seconds == null || !(Math.abs(seconds.doubleValue()) <= LONGEST_LIFE_SECONDS)) {
      return null;
    }
    return Duration.ofNanos(Math.round(seconds.doubleValue() * 1e9));
  }

  private ObjectKind objectKind() {
    return switch (record.text(WireKey.STATUS, "")) {
      case "born" -> ObjectKind.BORN;
      case "finished" -> ObjectKind.FINISHED;
      case "transient" -> ObjectKind.TRANSIENT;
      case "snapshot" -> ObjectKind.SNAPSHOT;
      default -> ObjectKind.UPDATED;
    };
  }

  private Event lossReported() {
    JsonObject lost = weft.object(WireKey.WEFT_LOST);
    Map<String, Long> byReason = new LinkedHashMap<>();
    lost.members().keySet().forEach(name -> lost.whole(name).ifPresent(n -> byReason.put(name, n)));
    long sum = byReason.values().stream().mapToLong(Long::longValue).sum();
    long total = record.whole(WireKey.RECOVERED).orElse(sum);
    if (byReason.isEmpty() && total > 0) {
      byReason.put("unsent", total);
    }
    List<EventKey> keys =
        weft.list(WireKey.WEFT_LOST_KEYS).stream()
            .flatMap(text -> EventKey.parse(String.valueOf(text)).stream())
            .toList();
    return new LossReported(time, source, number, total, byReason, keys);
  }

  private Event sourceStarted() {
    Map<String, Object> fields = new LinkedHashMap<>();
    addExtras(fields);
    return new Event.SourceStarted(time, source, number, fields);
  }

  private Event opaque() {
    return new Event.Opaque(time, source, number, record.members());
  }

  private Level level() {
    OptionalLong levelNumber = record.whole(WireKey.LEVEL_NUMBER);
    if (levelNumber.isPresent()) {
      return Level.ofNumber((int) Math.max(0, Math.min(1000, levelNumber.getAsLong())));
    }
    return Level.ofName(record.text(WireKey.LEVEL_NAME, "")).orElse(Level.INFO);
  }

  private String logger() {
    return record.text(WireKey.NAME, "root");
  }

  // Python logs any object, and then that is the template.
  private String template() {
    String text = record.text(WireKey.MSG);
    Object other = record.members().get(WireKey.MSG);
    return text != null || other == null
        ? String.valueOf(text == null ? "" : text)
        : new JsonWriter().value(other).toString();
  }

  // The wire does not tell a line feed from a backslash and n that were there before. Where the
  // template is the message, it does.
  private String message() {
    String template = template();
    String wire = record.text(WireKey.MESSAGE);
    if (wire == null || wire.equals(template.replace("\n", "\\n"))) {
      return template;
    }
    return lines(wire);
  }

  private static String lines(String oneLine) {
    return oneLine.replace("\\n", "\n");
  }

  private @Nullable Failure failure() {
    String wire = record.text(WireKey.EXC_TEXT);
    String trace = wire == null ? "" : lines(wire);
    if (weft.hasObject(WireKey.WEFT_FAILURE)) {
      JsonObject said = weft.object(WireKey.WEFT_FAILURE);
      return new Failure(said.text("type", ""), said.text("message", ""), trace);
    }
    return wire == null ? null : failureOf(trace);
  }

  // Python's trace ends with "type: message", which may go on for more lines; Java's begins so.
  private static Failure failureOf(String trace) {
    String line = trace.lines().findFirst().orElse("");
    if (line.startsWith("Traceback")) {
      line = trace.lines().skip(1).dropWhile(l -> l.startsWith(" ")).findFirst().orElse("");
    }
    int colon = line.indexOf(": ");
    return colon < 0
        ? new Failure(line, "", trace)
        : new Failure(line.substring(0, colon), line.substring(colon + 2), trace);
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>(context.members());
    if (key != null) {
      fields.remove(WireKey.KEY);
    }
    addExtras(fields);
    record.object(WireKey.MDC).members().forEach(fields::putIfAbsent);
    if (!record.list(WireKey.MARKERS).isEmpty()) {
      fields.putIfAbsent(WireKey.MARKERS, record.list(WireKey.MARKERS));
    }
    return fields;
  }

  private void addExtras(Map<String, Object> fields) {
    record
        .members()
        .forEach((name, value) -> {
          if (!WireKey.RESERVED.contains(name)) {
            fields.put(name, value);
          }
        });
  }
}
