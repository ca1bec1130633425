package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTest {
  @TempDir Path folder;

  @Test
  void indexer_hasTheLeastPriority() throws IOException {
    try (LuceneStore store = new LuceneStore("least", Settings.of(folder.resolve("store")))) {
      store.open();

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals("weft-store-indexer{least}"))
          .singleElement()
          .returns(Thread.MIN_PRIORITY, Thread::getPriority);
    }
  }

  @Test
  void merge_hasTheLeastPriority_whoeverCausedIt() throws IOException {
    Set<Integer> priorities = ConcurrentHashMap.newKeySet();
    IndexWriterConfig configuration =
        new IndexWriterConfig()
            .setMergeScheduler(new Merging())
            .setMergedSegmentWarmer(merged -> priorities.add(Thread.currentThread().getPriority()));
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, configuration)) {
      DirectoryReader.open(writer).close();
      writer.addDocument(new Document());
      writer.flush();
      writer.addDocument(new Document());
      writer.flush();
      writer.forceMerge(1);
    }

    assertThat(priorities).containsExactly(Thread.MIN_PRIORITY);
  }
}
