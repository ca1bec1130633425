package dev.weft.amqp;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SnapshotResponder;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records as contexture's messages.
 *
 * <h2>Two threads</h2>
 *
 * Writing to a socket whose peer takes nothing cannot be interrupted, and connecting cannot either.
 * So a thread of the sink's own does both, and the caller waits for it with a limit. When the limit
 * passes, that thread goes on as long as the broker may only be slow: what is on its way to it
 * would be lost with the connection. The same batch given again is waited for again, and not
 * published again. A connection is broken when its heartbeats stop, and one that does not come to
 * stand when the limit passes.
 *
 * <p>Used by one thread at a time.
 */
final class AmqpSink implements Sink, SnapshotResponder {
  private static final long LAST_WAIT_MILLIS = 3_000;

  private final Publisher publisher;
  private final Duration limit;
  private final ExecutorService worker;
  private @Nullable Job job;
  private @Nullable Future<@Nullable Void> running;
  private boolean closed;

  /**
   * Makes one; its thread starts with the first use.
   *
   * @param name for the thread
   * @param limit of each wait
   */
  AmqpSink(String name, Publisher publisher, Duration limit) {
    this.publisher = publisher;
    this.limit = limit;
    this.worker =
        Executors.newSingleThreadExecutor(work -> {
          Thread thread = new Thread(work, "weft-amqp-publisher{" + name + "}");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** A batch at work. */
  private static final class Job {
    final Batch batch;
    final Future<Delivery> delivery;

    Job(Batch batch, Future<Delivery> delivery) {
      this.batch = batch;
      this.delivery = delivery;
    }

    // Who repeats a batch need not repeat the very same object.
    boolean isOf(Batch other) {
      return batch == other
          || (batch.size() == other.size()
              && Arrays.equals(batch.bytes(), 0, batch.length(), other.bytes(), 0, other.length()));
    }
  }

  @Override
  public void answerSnapshotRequests(Consumer<Set<String>> answer) {
    publisher.hear(new SnapshotRequests(answer));
  }

  @Override
  public void open() throws IOException {
    if (job != null) {
      return;
    }
    run(() -> {
      publisher.open();
      return null;
    });
  }

  @Override
  public void flush() throws IOException {
    if (job != null) {
      throw new IOException(address() + " has not taken all yet");
    }
    String blocked = publisher.blocked();
    if (blocked != null) {
      throw new IOException(blockedText(blocked));
    }
    run(() -> {
      publisher.sync();
      return null;
    });
  }

  // What was begun earlier and is not done yet is waited for first.
  private void run(Callable<@Nullable Void> work) throws IOException {
    if (closed) {
      throw new IOException("the connection to " + address() + " is closed");
    }
    long deadline = System.nanoTime() + limit.toNanos();
    Future<@Nullable Void> earlier = running;
    if (earlier != null) {
      await(earlier, deadline);
    }
    Future<@Nullable Void> begun = worker.submit(work);
    running = begun;
    await(begun, deadline);
  }

  private void await(Future<@Nullable Void> begun, long deadline) throws IOException {
    try {
      begun.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      running = null;
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IOException(address() + " had not answered when the wait for it was ended", ending);
    } catch (TimeoutException silent) {
      cutUnlessWatched();
      throw new IOException(silentText(), silent);
    } catch (ExecutionException failed) {
      running = null;
      throw unwrapped(failed);
    }
  }

  private void cutUnlessWatched() {
    if (!publisher.watched()) {
      publisher.cut();
    }
  }

  private IOException unwrapped(ExecutionException failed) {
    if (failed.getCause() instanceof IOException known) {
      return known;
    }
    return new IOException(address() + ": " + Reasons.of(failed), failed);
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException, InterruptedException {
    if (batch.size() == 0) {
      return Delivery.DELIVERED;
    }
    if (closed) {
      return new Delivery.Unavailable("the connection to " + address() + " is closed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent");
    }
    String blocked = publisher.blocked();
    if (job == null && blocked != null) {
      return new Delivery.Unavailable(blockedText(blocked));
    }
    Job known = job;
    if (known != null && !known.isOf(batch)) {
      // Its caller has given it up, but it is on its way.
      Delivery earlier = await(known);
      if (earlier instanceof Delivery.Unavailable) {
        return earlier;
      }
      known = null;
    }
    return await(known == null ? begin(batch) : known);
  }

  private Job begin(Batch batch) {
    Job begun = new Job(batch, worker.submit(() -> publisher.publish(batch)));
    job = begun;
    return begun;
  }

  private Delivery await(Job working) throws IOException, InterruptedException {
    try {
      Delivery delivery = working.delivery.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      job = null;
      return delivery;
    } catch (ExecutionException failed) {
      job = null;
      throw unwrapped(failed);
    } catch (TimeoutException notYet) {
      return late(working);
    }
  }

  private Delivery late(Job working) {
    String blocked = publisher.blocked();
    if (blocked != null) {
      return new Delivery.Unavailable(blockedText(blocked));
    }
    if (publisher.watched()) {
      return new Delivery.Unavailable(
          silentText()
              + ": "
              + publisher.published()
              + " of "
              + working.batch.size()
              + " records are sent");
    }
    publisher.cut();
    job = null;
    return new Delivery.Unavailable(silentText());
  }

  private String blockedText(String reason) {
    return address() + " takes no messages from anybody for now: it is " + reason;
  }

  private String silentText() {
    return address() + " did not answer within " + limit.toMillis() + " ms";
  }

  private String address() {
    return publisher.address();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (job != null || running != null) {
      publisher.cut();
    }
    worker.execute(publisher::disconnect);
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LAST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        publisher.cut();
      }
    } catch (InterruptedException hurry) {
      publisher.cut();
      Thread.currentThread().interrupt();
    }
  }
}
