package dev.weft.event.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events, in the order asked for.
 *
 * @param events no more than were asked for
 * @param next what to ask with for the next page; null when nothing follows
 * @param complete whether all that could match was looked at; false when a limit on work ended it
 *     early: then {@code next} goes on from there, and the page may even be empty
 */
public record Page(List<StoredEvent> events, @Nullable Cursor next, boolean complete) {
  /** Copies the events. */
  public Page {
    events = List.copyOf(events);
  }
}
