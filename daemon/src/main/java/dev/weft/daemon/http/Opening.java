package dev.weft.daemon.http;

import dev.weft.event.store.EventStore;
import java.time.Duration;

/**
 * Lets questions wait while the store is being opened, as it is just after the collector's start:
 * what is not open has no answer, and an empty one would be wrong. Usable from any thread.
 */
final class Opening {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final EventStore store;

  Opening(EventStore store) {
    this.store = store;
  }

  /** Returns when the store is open, at once as a rule. */
  void await() throws Refused, InterruptedException {
    if (!store.awaitOpen(LIMIT)) {
      String trouble = store.state().trouble();
      throw Refused.busy(trouble == null ? "the store is not open" : trouble);
    }
  }
}
