package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

class MergingTest {
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
