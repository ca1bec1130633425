package dev.weft.event.display;

import dev.weft.event.store.EventStore;
import java.io.IOException;

/** Answers questions about trees. Usable from any thread, as its store is. */
final class TreeAnswers {
  private final EventStore store;

  TreeAnswers(EventStore store) {
    this.store = store;
  }

  Answer skeleton(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet" + store, null);
  }

  Answer events(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet", null);
  }

  Answer difference(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet", null);
  }
}
