package dev.weft.daemon.stream;

import dev.weft.event.Level;
import dev.weft.event.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/** An event that matched, and its level where it has one. */
record Row(StoredEvent event, @Nullable Level level) {
  long arrival() {
    return event.arrival();
  }
}
