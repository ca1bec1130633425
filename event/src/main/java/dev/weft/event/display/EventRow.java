package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.LinePattern;
import dev.weft.event.query.Surroundings;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as the API's rows have it: what a list shows, short enough for thousands of them. Long
 * texts are cut and say so; the whole of an event is had by its id.
 *
 * <p>A row is written straight from the record's bytes. What it writes is always valid JSON,
 * whatever the record holds. An instance is used by one thread at a time; the static method by any.
 */
public final class EventRow {
  private static final int LONGEST_NAME = 300;

  private static final byte[] ID = JsonWriter.encodedName("id");
  private static final byte[] CURSOR = JsonWriter.encodedName("cursor");
  private static final byte[] ARRIVAL = JsonWriter.encodedName("arrival");
  private static final byte[] TIME = JsonWriter.encodedName("time");
  private static final byte[] LEVEL = JsonWriter.encodedName("level");
  private static final byte[] HOST = JsonWriter.encodedName("host");
  private static final byte[] SERVICE = JsonWriter.encodedName("service");
  private static final byte[] PROCESS = JsonWriter.encodedName("process");
  private static final byte[] THREAD = JsonWriter.encodedName("thread");
  private static final byte[] LOGGER = JsonWriter.encodedName("logger");
  private static final byte[] MESSAGE = JsonWriter.encodedName("message");
  private static final byte[] CUT = JsonWriter.encodedName("cut");
  private static final byte[] TEMPLATE = JsonWriter.encodedName("template");
  private static final byte[] PATTERN = JsonWriter.encodedName("pattern");
  private static final byte[] KIND = JsonWriter.encodedName("kind");
  private static final byte[] TASK = JsonWriter.encodedName("task");
  private static final byte[] ROOT = JsonWriter.encodedName("root");
  private static final byte[] SEQ = JsonWriter.encodedName("seq");
  private static final byte[] EXCEPTION = JsonWriter.encodedName("exception");
  private static final byte[] OBJECT = JsonWriter.encodedName("object");
  private static final byte[] STATUS = JsonWriter.encodedName("status");
  private static final byte[] OUTCOME = JsonWriter.encodedName("outcome");
  private static final byte[] LOST = JsonWriter.encodedName("lost");

  private static final EventField THROWN = EventField.named("exception");
  private static final FieldPath WIRE_SERVICE = FieldPath.of(WireKey.PROCESS_NAME);
  private static final FieldPath WIRE_THREAD = FieldPath.of(WireKey.THREAD_NAME);
  private static final FieldPath WIRE_LOGGER = FieldPath.of(WireKey.NAME);
  private static final FieldPath WIRE_TEMPLATE = FieldPath.of(WireKey.MSG);
  private static final FieldPath WIRE_MESSAGE = FieldPath.of(WireKey.MESSAGE);
  private static final FieldPath WIRE_STATUS = FieldPath.of(WireKey.STATUS);
  private static final FieldPath WIRE_KEY = FieldPath.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final FieldPath WIRE_OUTCOME =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_OUTCOME);
  private static final FieldPath WIRE_LOST = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_LOST);

  private final RawEvent view = new RawEvent();
  private final RowFields fields = new RowFields();

  /** A writer of rows. */
  public EventRow() {}

  /** Writes an event's row, an object. */
  public static void write(JsonWriter json, StoredEvent event) {
    new EventRow().put(json, event);
  }

  /** Writes an event's row, an object. */
  public void put(JsonWriter json, StoredEvent event) {
    json.beginObject();
    members(json, event);
    json.endObject();
  }

  /** Writes the members of a row into an object that was begun, and leaves it open. */
  void members(JsonWriter json, StoredEvent event) {
    view.over(event.json());
    json.name(ID).text(event.id().toString());
    json.name(CURSOR).text(event.cursor().toString());
    json.name(ARRIVAL).number(event.arrival());
    json.name(TIME).number(event.cursor().micros());
    json.name(LEVEL).text(LevelWord.of(Sketch.level(view)));
    if (view.problem() != null) {
      message(json, new String(event.json(), UTF_8), false);
      return;
    }
    source(json);
    EventKey key = key();
    RowKind kind = RowKind.of(view, key);
    text(json, THREAD, view.text(WIRE_THREAD));
    text(json, LOGGER, view.text(WIRE_LOGGER));
    said(json);
    json.name(KIND).text(kind.word());
    place(json, event);
    kind(json, kind);
    text(json, EXCEPTION, exception());
    fields.write(json, view, kind, key != null);
  }

  private void source(JsonWriter json) {
    text(json, HOST, Sketch.host(view));
    text(json, SERVICE, view.text(WIRE_SERVICE));
    text(json, PROCESS, Sketch.process(view));
  }

  private @Nullable EventKey key() {
    String text = view.text(WIRE_KEY);
    return text == null ? null : EventKey.parse(text).orElse(null);
  }

  private void said(JsonWriter json) {
    String message = Messages.of(view.text(WIRE_TEMPLATE), view.text(WIRE_MESSAGE));
    if (message == null) {
      return;
    }
    message(json, message, true);
    Optional<LinePattern> pattern = LinePattern.of(view);
    if (pattern.isPresent()) {
      String template = pattern.get().template();
      if (!template.equals(message)) {
        json.name(TEMPLATE).text(template);
      }
      json.name(PATTERN).text(pattern.get().id());
    }
  }

  private static void message(JsonWriter json, String message, boolean whole) {
    json.name(MESSAGE).text(RawValues.beginning(message, RawValues.LONGEST_TEXT));
    if (!whole || message.length() > RawValues.LONGEST_TEXT) {
      json.name(CUT).number(message.length());
    }
  }

  private static void place(JsonWriter json, StoredEvent event) {
    ScopeId task = event.id().scope();
    if (task != null) {
      json.name(TASK).text(task.value());
      json.name(ROOT).text(task.root());
      json.name(SEQ).number(event.id().number());
    }
  }

  private void kind(JsonWriter json, RowKind kind) {
    switch (kind) {
      case END -> text(json, OUTCOME, view.text(WIRE_OUTCOME));
      case CHANGE -> {
        text(json, OBJECT, Sketch.objectId(view));
        text(json, STATUS, view.text(WIRE_STATUS));
      }
      case LOSS -> {
        if (view.find(WIRE_LOST) && view.kind() == JsonKind.OBJECT) {
          json.name(LOST);
          RawValues.writeCut(json, view);
        }
      }
      case BEGIN, SAID, SOURCE -> {}
    }
  }

  private @Nullable String exception() {
    Object type = THROWN.value(view, Surroundings.NONE);
    return type == null ? null : type.toString();
  }

  private static void text(JsonWriter json, byte[] name, @Nullable String value) {
    if (value != null) {
      json.name(name).text(RawValues.beginning(value, LONGEST_NAME));
    }
  }

  /** The columns of rows as a table. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "time",
          "level",
          "host",
          "service",
          "process",
          "thread",
          "logger",
          "message",
          "kind",
          "task",
          "exception",
          "object");
}
