package dev.weft.event.query;

import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are made from what a record holds. Functions only. */
final class RecordValues {
  /** That an event has no time. */
  static final long NO_TIME = Long.MIN_VALUE;

  private static final Place KEY = Place.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final Place SOURCE = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_SOURCE);
  private static final Place NUMBER = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_NUMBER);

  private static final Place SEQUENCE = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_SEQUENCE);
  private static final Place SENDER = Place.of(WireKey.HANDLER_ID);
  private static final Place STATUS = Place.of(WireKey.STATUS);
  private static final double LATEST_SECOND = 253_402_300_799.0;
  private static final FieldPath[] TIMES = {
    FieldPath.of(WireKey.CREATED), FieldPath.of(WireKey.TIME_IN), FieldPath.of(WireKey.TIME_OUT)
  };

  private RecordValues() {}

  /** Seconds as microseconds, which is as exact as a double of today's seconds can be. */
  static long micros(double seconds) {
    return Math.round(seconds * 1e6);
  }

  /**
   * When the event was, in microseconds since 1970: the first of its times that is a number within
   * the years to 9999. {@link #NO_TIME} when there is none.
   */
  static long micros(RawEvent event) {
    for (FieldPath time : TIMES) {
      double seconds = event.number(time);
      if (Math.abs(seconds) <= LATEST_SECOND) {
        return micros(seconds);
      }
    }
    return NO_TIME;
  }

  static @Nullable Long time(RawEvent event) {
    long micros = micros(event);
    return micros == NO_TIME ? null : micros;
  }

  static @Nullable String level(Place place, RawEvent event) {
    double number = place.number(event);
    return Double.isNaN(number)
        ? null
        : Level.ofNumber((int) number).name().toLowerCase(Locale.ROOT);
  }

  /** Restores the line feeds that the wire writes as backslash and n. */
  static @Nullable String lines(@Nullable String text) {
    return text == null ? null : FreeText.lines(text);
  }

  /** The event's place in a task; null outside every task. */
  static @Nullable EventKey key(RawEvent event) {
    String text = KEY.text(event);
    return text == null ? null : EventKey.parse(text).orElse(null);
  }

  static <T> @Nullable T ofKey(RawEvent event, Function<EventKey, T> part) {
    EventKey key = key(event);
    return key == null ? null : part.apply(key);
  }

  /**
   * The key; outside every task the number that the source gave, and {@code ~} and the source; of
   * what only its object counts the number of the change, and {@code ~}, its sender and the object.
   */
  static @Nullable String identity(RawEvent event) {
    String key = KEY.text(event);
    if (key != null && EventKey.parse(key).isPresent()) {
      return key;
    }
    String counted = numbered(SOURCE.text(event), NUMBER.value(event));
    String object =
        counted != null || "snapshot".equals(STATUS.text(event)) ? null : EventType.objectId(event);
    if (object != null) {
      String sender = SENDER.text(event);
      counted = numbered((sender == null ? "" : sender) + '/' + object, SEQUENCE.value(event));
    }
    return counted != null ? counted : key;
  }

  private static @Nullable String numbered(@Nullable String place, @Nullable Object number) {
    return place != null && number instanceof Long whole && whole >= 0
        ? whole + "@~" + place
        : null;
  }
}
