package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/**
 * A field by the name that a query has for it, as something to read: columns, facets and stages
 * show what the query language compares.
 *
 * <p>Immutable, usable from any thread.
 */
public final class EventField {
  private final String name;
  private final Place place;

  private EventField(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /** The field of that name: a built-in one, or an event's own. */
  public static EventField named(String name) {
    return new EventField(name, Place.of(name));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /**
   * Its value: a text, {@link Long}, {@link Double}, {@link Boolean}, a list or map as {@link
   * dev.weft.event.codec.JsonReader} reads it; durations in seconds as {@link Double}, times in
   * microseconds since 1970 as {@link Long}, levels by lower case name; null when it has none.
   */
  public @Nullable Object value(RawEvent event, Surroundings around) {
    return place.text(event);
  }
}
