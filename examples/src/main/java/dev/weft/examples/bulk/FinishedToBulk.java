package dev.weft.examples.bulk;

import dev.weft.mirror.Objects;
import dev.weft.mirror.Observed;
import dev.weft.mirror.View;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Pushes each finished object of a stream to a search engine, as contexture's README did:
 *
 * <pre>{@code
 * FinishedToBulk amqp://localhost http://localhost:9200/_bulk objects 'shop.#'
 * }</pre>
 *
 * <p>What has come while the engine was busy goes in one request. When the engine is slow or away,
 * the stream is held up, and nothing is lost here; what it refuses is said and counted.
 */
public final class FinishedToBulk {
  private static final int MOST_AT_ONCE = 500;

  private final BulkIndex index;
  private final BlockingQueue<View> finished = new ArrayBlockingQueue<>(MOST_AT_ONCE);
  private volatile boolean ended;

  FinishedToBulk(BulkIndex index) {
    this.index = index;
  }

  /** Pushes until the stream ends or the process is stopped. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 4) {
      System.err.println("usage: FinishedToBulk STREAM BULK-URL INDEX ROUTING-KEY…");
      System.exit(2);
    }
    // region bulk
    String[] keys = List.of(arguments).subList(3, arguments.length).toArray(String[]::new);
    BulkIndex index = new BulkIndex(URI.create(arguments[1]), arguments[2]);
    try (Objects objects = Objects.from(arguments[0]).routingKeys(keys).open()) {
      new FinishedToBulk(index).push(objects);
    }
    // endregion
    System.err.println(index.indexed() + " indexed, " + index.refused() + " refused");
  }

  /**
   * Pushes all that come.
   *
   * @throws IOException when the engine cannot be written to, and waiting will not help
   */
  void push(Iterator<Observed> objects) throws IOException, InterruptedException {
    Thread reader = new Thread(() -> read(objects), "weft-bulk-reader");
    reader.setDaemon(true);
    reader.start();
    try {
      while (!ended || !finished.isEmpty()) {
        View first = finished.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<View> batch = new ArrayList<>(List.of(first));
          finished.drainTo(batch, MOST_AT_ONCE - 1);
          index.write(batch);
        }
      }
    } finally {
      reader.interrupt();
    }
  }

  private void read(Iterator<Observed> objects) {
    try {
      while (objects.hasNext()) {
        finished.put(objects.next().object());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
    }
  }
}
