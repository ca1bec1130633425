package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonSteps;
import dev.weft.event.codec.RawEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects as lcmon makes them: only of those whose birth was seen, what is deleted becomes null,
 * transient ones never show. Where lcmon would end in an exception, as by a message without an id,
 * the message is passed over; and unlike there, memory is bounded: the object begun first goes.
 */
final class PythonCollator implements Collator {
  private static final int MOST_OBJECTS = 100_000;
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final FieldPath OBJECT_ID = FieldPath.of(WireKey.OBJECT_ID);
  private static final FieldPath STATUS = FieldPath.of(WireKey.STATUS);
  private static final FieldPath ELAPSED = FieldPath.of(WireKey.ELAPSED);
  private static final FieldPath TIME_OUT = FieldPath.of(WireKey.TIME_OUT);
  private static final double LATEST_SECOND = 253_402_300_799.0;

  private final Map<String, Unfinished> living = new LinkedHashMap<>();
  private final Taker taker;
  private long letGo;

  PythonCollator(Taker taker) {
    this.taker = taker;
  }

  /** An object whose birth was seen. */
  private record Unfinished(Map<String, Span> state, Span routingKey, Span headers, String start) {}

  @Override
  public void add(Message message) {
    RawEvent flat = message.flat();
    String id = flat.text(OBJECT_ID);
    if (id == null || !flat.find(OBJECT) || flat.kind() != JsonKind.OBJECT) {
      return;
    }
    int change = flat.valueStart();
    String status = flat.text(STATUS);
    Unfinished object = living.get(id);
    if (object == null) {
      if (!"born".equals(status)) {
        return;
      }
      object = born(message, flat.number(TIME_OUT));
      living.put(id, object);
      bound();
    }
    update(object.state, flat.bytes(), change);
    if ("finished".equals(status) || "transient".equals(status)) {
      living.remove(id);
      taker.take(finished(id, object, flat));
    }
  }

  private static Unfinished born(Message message, double seconds) {
    return new Unfinished(
        new LinkedHashMap<>(),
        message.routingKey().kept(),
        message.headers().kept(),
        iso(micros(seconds)));
  }

  private void bound() {
    if (living.size() > MOST_OBJECTS) {
      living.remove(living.keySet().iterator().next());
      letGo++;
    }
  }

  private static void update(Map<String, Span> state, byte[] bytes, int open) {
    Span value = new Span();
    for (int at = JsonSteps.inside(bytes, open); bytes[at] != '}'; ) {
      int nameEnd = JsonSteps.text(bytes, at);
      int valueAt = JsonSteps.colon(bytes, nameEnd);
      int valueEnd = JsonSteps.value(bytes, valueAt);
      state.put(
          new String(bytes, at, nameEnd - at, UTF_8), value.over(bytes, valueAt, valueEnd).kept());
      at = JsonSteps.next(bytes, valueEnd);
    }
  }

  private static Collated finished(String id, Unfinished object, RawEvent flat) {
    long micros = micros(flat.number(TIME_OUT));
    return new Collated(
        id,
        json(object.state),
        object.routingKey,
        object.headers,
        object.start,
        iso(micros),
        elapsed(flat),
        flat.text(STATUS),
        false,
        micros,
        null);
  }

  private static @Nullable Span elapsed(RawEvent flat) {
    return flat.find(ELAPSED)
        ? new Span().over(flat.bytes(), flat.valueStart(), flat.valueEnd()).kept()
        : null;
  }

  private static Span json(Map<String, Span> state) {
    Bytes json = new Bytes().add('{');
    state.forEach((quoted, value) -> {
      if (json.length() > 1) {
        json.add(',');
      }
      json.add(quoted).add(':').add(value);
    });
    return Span.of(json.add('}').copy());
  }

  private static long micros(double seconds) {
    return Math.abs(seconds) <= LATEST_SECOND ? Math.round(seconds * 1e6) : 0;
  }

  // Six digits or none, as Python's isoformat has it.
  private static String iso(long micros) {
    String second =
        Instant.EPOCH
            .plus(micros, ChronoUnit.MICROS)
            .truncatedTo(ChronoUnit.SECONDS)
            .atOffset(ZoneOffset.UTC)
            .toLocalDateTime()
            .toString();
    String full = second.length() == "2013-02-13T02:01".length() ? second + ":00" : second;
    long fraction = Math.floorMod(micros, 1_000_000);
    return full + (fraction == 0 ? "" : String.format(".%06d", fraction)) + 'Z';
  }

  @Override
  public long letGo() {
    return letGo;
  }

  @Override
  public int waiting() {
    return living.size();
  }
}
