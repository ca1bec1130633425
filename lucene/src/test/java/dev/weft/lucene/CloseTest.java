package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.LogLines;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseTest {
  private static final int BATCHES = 40;
  private static final int IN_BATCH = 500;

  @TempDir private Path folder;

  private LuceneStore open() throws IOException {
    LuceneStore store = new LuceneStore("test", Settings.of(folder.resolve("store")));
    store.open();
    return store;
  }

  @Test
  void close_whileItIsIndexed_byOneWhoIsToHurry_isNoFault_andLosesNothing() throws IOException {
    LuceneStore store = open();
    for (int i = 0; i < BATCHES; i++) {
      store.append(Records.batch(Records.numbered(i * IN_BATCH, IN_BATCH)));
    }
    try (LogLines said = LogLines.of(Indexer.class)) {
      Thread.currentThread().interrupt();
      store.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(said.lines()).isEmpty();
    }
    try (LuceneStore again = open()) {
      assertThat(again.state().arrivals()).isEqualTo(BATCHES * IN_BATCH);
    }
  }
}
