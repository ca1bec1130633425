package dev.weft.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes contexture's messages of records, one after the other. A message's body is the record's own
 * bytes: what AMQP carries outside ({@code weft.rkey}, {@code weft.headers}) is cut out of them,
 * and what contexture's publisher adds stands behind them. What a record has already, because it
 * was a message before, stays.
 *
 * <p>The body is valid until the next record. Used by one thread.
 */
final class Outgoing {
  private static final FieldPath WEFT = FieldPath.of(WireKey.WEFT);
  private static final FieldPath CREATED = FieldPath.of(WireKey.CREATED);
  private static final FieldPath TIME_IN = FieldPath.of(WireKey.TIME_IN);
  private static final FieldPath TIME_OUT = FieldPath.of(WireKey.TIME_OUT);
  private static final FieldPath QUEUE_TIME = FieldPath.of(WireKey.QUEUE_TIME);
  private static final FieldPath QUEUE_LENGTH = FieldPath.of(WireKey.QUEUE_LENGTH);
  private static final FieldPath HANDLER_ID = FieldPath.of(WireKey.HANDLER_ID);
  private static final FieldPath OBJECT_ID = FieldPath.of(WireKey.OBJECT_ID);
  private static final FieldPath SOURCE = FieldPath.of(WireKey.WEFT_SOURCE);
  private static final FieldPath REMOVED = FieldPath.of(WireKey.WEFT_REMOVED);
  private static final FieldPath ECHO = FieldPath.of(WireKey.WEFT_ECHO);
  private static final FieldPath ROUTING_KEY = FieldPath.of(WireKey.WEFT_ROUTING_KEY);
  private static final FieldPath HEADERS = FieldPath.of(WireKey.WEFT_HEADERS);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_MEMBERS = {'{', '}'};
  private static final double MICROS = 1e6;

  private final Clock clock;
  private final MessageProperties properties;
  private final byte[] ownHandler;
  private final RawEvent record = new RawEvent();
  private final RawEvent weft = new RawEvent();
  private final JsonWriter added = new JsonWriter();
  private final JsonWriter repeated = new JsonWriter();
  private final Assembly assembly = new Assembly();
  private String routingKey = Routing.DEFAULT;
  private int behind;
  private long nowMicros;
  private boolean known;

  /**
   * Makes messages.
   *
   * @param handlerId who sends, for records that name no source
   */
  Outgoing(Clock clock, MessageProperties properties, String handlerId) {
    this.clock = clock;
    this.properties = properties;
    this.ownHandler = new JsonWriter().text(handlerId).toBytes();
  }

  /**
   * Turns to a record.
   *
   * @return why there is no message of it; null when there is
   */
  @Nullable String over(Batch batch, int index) {
    batch.view(index, record);
    if (record.problem() != null) {
      return "not a JSON object: " + record.problem();
    }
    known = record.find(WEFT) && record.kind() == JsonKind.OBJECT;
    if (known) {
      weft.over(record.bytes(), record.valueStart(), record.valueEnd());
    } else {
      weft.over(NO_MEMBERS);
    }
    behind = batch.size() - 1 - index;
    Instant now = clock.instant();
    nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    routingKey = Routing.key(record, weft);
    return null;
  }

  /**
   * Whether the record only repeats what the one before it says. The sink makes such repetitions
   * itself, so one that comes, from another broker, is not sent on.
   */
  boolean isRepetition() {
    return weft.textEquals(ECHO, TRUE);
  }

  /** The routing key. */
  String routingKey() {
    return routingKey;
  }

  /** Headers and form; to be asked before {@link #body()}. */
  BasicProperties properties() {
    return properties.of(record, weft);
  }

  /**
   * A second message for contexture's readers, who know no change that sets and removes at once: it
   * removes. Null when the record is no such change. To be asked before {@link #body()}.
   */
  @Nullable ByteBuffer removal() {
    if (!weft.find(REMOVED)
        || !(weft.foundValue() instanceof List<?> names)
        || names.isEmpty()
        || !record.find(OBJECT_ID)) {
      return null;
    }
    repeated.reset().beginObject();
    repeated.name(WireKey.OBJECT_ID).raw(record.bytes(), record.valueStart(), record.valueEnd());
    repeated.name(WireKey.OBJECT).beginObject();
    names.forEach(name -> repeated.name(String.valueOf(name)).nul());
    repeated.endObject().name(WireKey.ACTION).text("delete");
    addTimes(repeated, true);
    repeated.name(WireKey.WEFT).beginObject().name(WireKey.WEFT_VERSION).number(1);
    repeated.name(WireKey.WEFT_ECHO).bool(true);
    if (weft.find(SOURCE)) {
      repeated.name(WireKey.WEFT_SOURCE);
      repeated.raw(weft.bytes(), weft.valueStart(), weft.valueEnd());
    }
    repeated.endObject().endObject();
    return ByteBuffer.wrap(repeated.toBytes());
  }

  /** The message's body. Changes what the other methods look at, so it comes last. */
  ByteBuffer body() {
    added.reset();
    addTimes(added, false);
    if (known) {
      weft.remove(ROUTING_KEY);
      weft.remove(HEADERS);
      if (weft.members() > 0) {
        added.name(WireKey.WEFT).raw(weft.bytes(), weft.start(), weft.end());
      }
      record.find(WEFT);
      assembly.without(record, record.valueStart(), record.valueEnd(), added);
    } else {
      assembly.with(record, added);
    }
    return ByteBuffer.wrap(assembly.bytes(), 0, assembly.length());
  }

  // What the record has is written only when it is asked to be written again.
  private void addTimes(JsonWriter json, boolean again) {
    long inMicros = addTimeIn(json, again);
    if (!has(TIME_OUT, WireKey.TIME_OUT, json, again)) {
      json.name(WireKey.TIME_OUT).millionths(nowMicros);
    }
    if (!has(QUEUE_TIME, WireKey.QUEUE_TIME, json, again)) {
      json.name(WireKey.QUEUE_TIME).millionths(nowMicros - inMicros);
    }
    if (!has(QUEUE_LENGTH, WireKey.QUEUE_LENGTH, json, again)) {
      json.name(WireKey.QUEUE_LENGTH).number(behind);
    }
    if (!has(HANDLER_ID, WireKey.HANDLER_ID, json, again)) {
      json.name(WireKey.HANDLER_ID);
      if (weft.find(SOURCE) && weft.kind() == JsonKind.TEXT) {
        json.raw(weft.bytes(), weft.valueStart(), weft.valueEnd());
      } else {
        json.raw(ownHandler);
      }
    }
  }

  private long addTimeIn(JsonWriter json, boolean again) {
    double seconds = record.number(TIME_IN);
    if (has(TIME_IN, WireKey.TIME_IN, json, again)) {
      return micros(seconds);
    }
    json.name(WireKey.TIME_IN);
    seconds = record.number(CREATED);
    if (Double.isNaN(seconds)) {
      json.millionths(nowMicros);
    } else {
      json.raw(record.bytes(), record.valueStart(), record.valueEnd());
    }
    return micros(seconds);
  }

  private long micros(double seconds) {
    return Double.isNaN(seconds) ? nowMicros : Math.round(seconds * MICROS);
  }

  private boolean has(FieldPath path, String name, JsonWriter json, boolean again) {
    boolean there = record.find(path);
    if (there && again) {
      json.name(name).raw(record.bytes(), record.valueStart(), record.valueEnd());
    }
    return there;
  }
}
