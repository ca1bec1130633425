package dev.weft.event.query;

import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are made from what a record holds. Functions only. */
final class RecordValues {
  private static final Place KEY = Place.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final Place SOURCE = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_SOURCE);
  private static final Place NUMBER = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_NUMBER);

  private RecordValues() {}

  /** Seconds as microseconds, which is as exact as a double of today's seconds can be. */
  static long micros(double seconds) {
    return Math.round(seconds * 1e6);
  }

  static @Nullable Long micros(Place place, RawEvent event) {
    double seconds = place.number(event);
    return Double.isFinite(seconds) ? micros(seconds) : null;
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

  /** The key; outside every task the number that the source gave, and {@code ~} and the source. */
  static @Nullable String identity(RawEvent event) {
    String key = KEY.text(event);
    if (key != null) {
      return key;
    }
    String source = SOURCE.text(event);
    String number = source == null ? null : NUMBER.text(event);
    return number == null ? null : number + "@~" + source;
  }
}
