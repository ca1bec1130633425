package dev.weft.event.display;

import dev.weft.event.Event;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which of its children a task handed to other processes. Only the record of its end says so, and
 * it is read only where children are missing. Used by one thread.
 */
final class Handovers {
  private static final int MOST = 2_000;

  private final EventStore store;
  private int read;

  Handovers(EventStore store) {
    this.store = store;
  }

  /** The numbers of those children; none when too many tasks were asked about. */
  NavigableSet<Long> of(TreeEntry end) throws IOException {
    if (read++ >= MOST) {
      return new TreeSet<>();
    }
    Optional<StoredEvent> event = store.find(end.cursor().id());
    return event.isPresent()
            && EventDecoder.decode(event.get().json()) instanceof Event.ScopeEnded ended
        ? new TreeSet<>(ended.remote())
        : new TreeSet<>();
  }
}
