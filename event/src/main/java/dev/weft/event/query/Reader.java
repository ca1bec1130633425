package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/** Reads one value off an event and what is known around it. Immutable, usable from any thread. */
@FunctionalInterface
interface Reader {
  /** As {@link EventField#value} gives it; null when there is none. */
  @Nullable Object read(RawEvent event, Surroundings around);
}
