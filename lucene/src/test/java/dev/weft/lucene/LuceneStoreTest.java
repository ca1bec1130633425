package dev.weft.lucene;

import dev.weft.event.store.EventStore;
import dev.weft.testkit.EventStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class LuceneStoreTest extends EventStoreContract {
  private static final int MANY = 100_000;

  @TempDir private Path folder;

  @Override
  protected EventStore createStore() throws Exception {
    LuceneStore store =
        new LuceneStore("test", Settings.of(folder.resolve("store")).memory(16).slices(60_000));
    store.open();
    return store;
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  /** As many as fill two slices. */
  @Override
  protected int manyEvents() {
    return MANY;
  }
}
