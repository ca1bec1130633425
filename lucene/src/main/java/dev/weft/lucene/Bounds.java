package dev.weft.lucene;

import dev.weft.event.store.Micros;
import dev.weft.event.store.Selection;

/**
 * From when, included, to when, not included.
 *
 * @param from in microseconds since 1970
 * @param to in microseconds since 1970
 */
record Bounds(long from, long to) {
  static final Bounds ALL = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

  static Bounds of(Selection selection) {
    return new Bounds(Micros.from(selection.from()), Micros.to(selection.to()));
  }

  boolean hold(long micros) {
    return micros >= from && micros < to;
  }

  boolean empty() {
    return from >= to;
  }
}
