package dev.weft.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Sink;
import dev.weft.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class LuceneStoreSinkTest extends SinkContract {
  @TempDir private Path folder;
  private LuceneStoreSink sink;

  @Override
  protected Sink createSink() {
    sink = new LuceneStoreSink("test", Settings.of(folder.resolve("store")).memory(4));
    return sink;
  }

  @Override
  protected List<String> arrived() throws Exception {
    // A sink that was closed has its events on disk.
    sink.open();
    return sink.store().arrivals(0, 10_000).stream()
        .map(event -> new String(event.json(), UTF_8))
        .toList();
  }
}
