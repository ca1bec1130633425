package dev.weft.testkit;

import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;

class MemoryStoreTest extends EventStoreContract {
  @Override
  protected EventStore createStore() {
    return MemoryStore.create();
  }
}
