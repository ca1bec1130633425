package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an event in a store, written {@code number@place}. Selection, links, paging and
 * de-duplication use it.
 *
 * <p>The place is the event's task, as in {@link EventKey}; or {@code ~source} for a record outside
 * every task, with the number that its source gave it; or {@code ~~} for a record that nobody
 * numbered, with the number of its arrival in this store.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param number not below 0
 * @param place not empty
 */
public record EventId(long number, String place) implements Comparable<EventId> {
  private static final String UNNUMBERED = "~~";

  /** Rejects a negative number and an empty place. */
  public EventId {
    requireNonNull(place, "place");
    if (number < 0 || place.isEmpty()) {
      throw new IllegalArgumentException("no identity: " + number + "@" + place);
    }
  }

  /** The identity of an event in a task. */
  public static EventId of(EventKey key) {
    return new EventId(key.number(), key.scope().value());
  }

  /** The identity of a record outside every task. */
  public static EventId ofSource(String source, long number) {
    return new EventId(number, '~' + source);
  }

  /** The identity of a record that nobody numbered. */
  public static EventId ofArrival(long arrival) {
    return new EventId(arrival, UNNUMBERED);
  }

  /** Reads what {@link #toString} writes; empty when the text is none. */
  public static Optional<EventId> parse(String text) {
    return EventKey.parse(text).map(EventId::of);
  }

  /** The task; null outside every task. */
  public @Nullable ScopeId scope() {
    return place.charAt(0) == '~' ? null : new ScopeId(place);
  }

  /** Its task where that is an {@linkplain ScopeId#isEntry() entry}; else null. */
  public @Nullable ScopeId entry() {
    ScopeId task = scope();
    return task != null && task.isEntry() ? task : null;
  }

  /** Whether only its arrival in this store tells it from others. */
  public boolean unnumbered() {
    return place.equals(UNNUMBERED);
  }

  /** Orders by tree, by path with numbers as numbers, then by number. */
  @Override
  public int compareTo(EventId other) {
    int byPlace = new ScopeId(place).compareTo(new ScopeId(other.place));
    return byPlace != 0 ? byPlace : Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number + "@" + place;
  }
}
