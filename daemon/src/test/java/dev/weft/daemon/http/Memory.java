package dev.weft.daemon.http;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.StoreSink;
import java.io.IOException;

/** A sink of the store that holds all others to account. */
final class Memory implements StoreSink {
  private final EventStore store;

  Memory(EventStore store) {
    this.store = store;
  }

  Memory() {
    this(MemoryStore.create());
  }

  @Override
  public EventStore store() {
    return store;
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException {
    store.append(batch);
    return Delivery.DELIVERED;
  }

  @Override
  public void close() {}
}
