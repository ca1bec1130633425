package dev.weft.lucene;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoreSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The sink in front of a {@link LuceneStore}. Used by one thread at a time; its store by any. */
final class LuceneStoreSink implements StoreSink {
  private final LuceneStore store;

  LuceneStoreSink(String name, Settings settings) {
    this.store = new LuceneStore(name, settings);
  }

  @Override
  public EventStore store() {
    return store;
  }

  @Override
  public void open() throws IOException {
    store.open();
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException {
    if (batch.size() > 0) {
      store.open();
      int unused = store.append(batch);
    }
    return Delivery.DELIVERED;
  }

  /** True: the log copies what it writes. */
  @Override
  public boolean releasesBatches() {
    return true;
  }

  @Override
  public void flush() throws IOException {
    store.sync();
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
