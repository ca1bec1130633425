package dev.weft.event.display;

import dev.weft.event.store.EventStore;
import java.io.IOException;

/** Answers what may stand where somebody types. Usable from any thread, as its store is. */
final class SuggestAnswers {
  private final EventStore store;

  SuggestAnswers(EventStore store) {
    this.store = store;
  }

  Answer suggest(Asked asked) throws IOException, Refusal {
    throw Refusal.notFound("not yet" + store, null);
  }
}
