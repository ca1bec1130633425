package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A place in the total order of a store's events: time, then root, path and number. Of two events
 * one always comes first, however many share a time, so pages neither repeat nor lose one.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param micros the event's time, in microseconds since 1970
 * @param id the event
 */
public record Cursor(long micros, EventId id) implements Comparable<Cursor> {
  /** Checks that the identity is there. */
  public Cursor {
    requireNonNull(id, "id");
  }

  /** Reads what {@link #toString} writes; empty when the text is none. */
  public static Optional<Cursor> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(text, 0, colon, 10);
      return EventId.parse(text.substring(colon + 1)).map(id -> new Cursor(micros, id));
    } catch (NumberFormatException notACursor) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Cursor other) {
    int byTime = Long.compare(micros, other.micros);
    return byTime != 0 ? byTime : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return micros + ":" + id;
  }
}
