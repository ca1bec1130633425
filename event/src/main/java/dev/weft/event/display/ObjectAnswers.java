package dev.weft.event.display;

import dev.weft.event.store.EventStore;
import java.io.IOException;

/** Answers questions about objects. Usable from any thread, as its store is. */
final class ObjectAnswers {
  private final EventStore store;

  ObjectAnswers(EventStore store) {
    this.store = store;
  }

  Answer picture(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet" + store, null);
  }

  Answer changes(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet", null);
  }

  Answer difference(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet", null);
  }
}
