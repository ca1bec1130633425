package dev.weft.lucene;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes what was indexed visible when somebody asks, and not oftener than a tenth of the time goes
 * into it.
 *
 * <p>On a thread of its own, since a refresh writes files: an interrupt, by which a question ends,
 * would close them, and with them the index that is written to.
 *
 * <p>Usable from any thread.
 */
final class Refresher {
  private static final long STALE = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long OLD = TimeUnit.SECONDS.toNanos(2);
  private static final int SHARE = 10;
  private static final long IDLE_SECONDS = 10;

  private final Slices slices;
  private final Indexer indexer;
  private final ThreadPoolExecutor thread;
  private volatile long refreshed;
  private volatile long refreshedAt = System.nanoTime();
  private volatile long cost;

  Refresher(String name, Slices slices, Indexer indexer) {
    this.slices = slices;
    this.indexer = indexer;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "weft-store-refresher{" + name + "}");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns when what was indexed before is visible, or was made visible a moment ago.
   *
   * @param hurried what was made visible {@link #OLD a longer moment} ago will do as well
   */
  void refresh(boolean hurried) throws IOException {
    if (!due()) {
      return;
    }
    boolean enough = hurried && System.nanoTime() - refreshedAt < OLD;
    if (enough && !thread.getQueue().isEmpty()) {
      return;
    }
    try {
      Future<?> refreshing =
          thread.submit(() -> {
            refreshIfDue();
            return true;
          });
      if (!enough) {
        refreshing.get();
      }
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the index");
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (RejectedExecutionException closed) {
      throw new IOException("the store is closed", closed);
    }
  }

  private boolean due() {
    long age = System.nanoTime() - refreshedAt;
    return indexer.indexed() != refreshed && (age >= STALE || age >= cost * SHARE);
  }

  private void refreshIfDue() throws IOException {
    if (!due()) {
      return;
    }
    long indexed = indexer.indexed();
    long begun = System.nanoTime();
    slices.current().refresh();
    refreshed = indexed;
    refreshedAt = System.nanoTime();
    cost = refreshedAt - begun;
  }

  /** Takes no more questions, and lets the one at work end. */
  void close(long nanos) throws InterruptedException {
    thread.shutdown();
    boolean unused = thread.awaitTermination(nanos, TimeUnit.NANOSECONDS);
  }
}
