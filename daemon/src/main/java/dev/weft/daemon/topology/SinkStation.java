package dev.weft.daemon.topology;

import dev.weft.daemon.config.Route;
import dev.weft.daemon.config.WhenFull;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Backoff;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Sink;
import dev.weft.event.query.Query;
import dev.weft.event.query.QueryException;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoreSink;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A sink behind its own buffer and thread, so that its trouble is its own. Receivers' threads call
 * {@link #offer}; all else is the collector's and the sink's thread.
 *
 * <p>What the sink cannot take now is tried again until it does, with growing pauses; meanwhile the
 * buffer fills and its policy decides. What the sink refuses for good becomes dead letters, and so
 * does a record on which it fails with a fault of its own, time and again.
 */
final class SinkStation {
  private static final Logger LOG = System.getLogger(SinkStation.class.getName());
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_WHILE_CLOSING = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long LAST_JOIN_MILLIS = 2_000;
  private static final int TRIES = 5;
  private static final String FAULT = "sink-failed";

  /** Why a record is dropped that the route's condition cannot judge. */
  private static final String UNJUDGED = "when-failed";

  private final String name;
  private final Sink sink;
  private final @Nullable Query when;
  private final FlowMetrics metrics;
  private final LongAdder passedBy = new LongAdder();
  private final Buffer buffer;
  private final boolean blocks;
  private final DeadLetters deadLetters;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String trouble;
  private boolean opened;
  private boolean unflushed;
  private int unsettled;

  // No order of threads is relied on, only who gets a processor first.
  @SuppressWarnings("ThreadPriorityCheck")
  SinkStation(Route route, Sink sink, DeadLetters deadLetters) {
    this.name = "sink." + route.sink().name();
    this.sink = sink;
    this.when = route.when().orElse(null);
    this.metrics = new FlowMetrics(name);
    this.buffer = new Buffer(route.limits(), metrics);
    this.blocks = route.limits().whenFull() == WhenFull.BLOCK;
    this.deadLetters = deadLetters;
    this.thread = new Thread(this::work, "weft-sink{" + route.sink().name() + "}");
    thread.setDaemon(true);
    // Whoever sends can wait for the source; what finds a buffer full is lost.
    thread.setPriority(Thread.MAX_PRIORITY);
  }

  void start() {
    thread.start();
  }

  /** Takes the records of the batch that are meant for this sink. */
  void offer(Batch batch, RawEvent view, BatchEditor editor) {
    Batch mine = when == null ? batch : select(when, batch, view, editor);
    if (mine.size() > 0) {
      metrics.accepted(mine.size());
      buffer.put(mine);
    }
  }

  private Batch select(Query query, Batch batch, RawEvent view, BatchEditor editor) {
    editor.begin(batch);
    int others = 0;
    for (int i = 0; i < batch.size(); i++) {
      try {
        if (!query.matches(batch.view(i, view))) {
          editor.drop(i);
          others++;
        }
      } catch (QueryException unjudged) {
        editor.drop(i);
        metrics.accepted(1);
        lose(batch, i, UNJUDGED, unjudged.problem());
      }
    }
    passedBy.add(others);
    return editor.end();
  }

  private void lose(Batch batch, int index, String reason, String detail) {
    deadLetters.add(name, reason, detail, batch.bytes(), batch.start(index), batch.end(index));
    metrics.dropped(1, reason);
  }

  private void work() {
    try {
      openEarly();
      while (!buffer.isDone()) {
        Optional<Batch> batch = buffer.take(IDLE_NANOS);
        if (batch.isPresent()) {
          deliver(batch.get());
        } else {
          flush();
        }
      }
    } catch (InterruptedException outOfTime) {
      // What is left is counted by close().
    } finally {
      flush();
      closeSink();
    }
  }

  // Before there is anything to deliver: a publisher has to listen before its subscribers come, and
  // what cannot be written is best said at once.
  private void openEarly() {
    String absent = open();
    if (absent != null) {
      note(absent);
    }
  }

  private void deliver(Batch batch) throws InterruptedException {
    unsettled = batch.size();
    try {
      deliver(batch, TRIES);
      recovered();
    } finally {
      metrics.dropped(unsettled, "shutdown");
      buffer.release();
    }
  }

  // What is about input and output passes some day. A fault may come with every attempt at the
  // same record, and would hold all others up.
  private void deliver(Batch batch, int tries) throws InterruptedException {
    int faults = 0;
    while (true) {
      @Nullable String failure;
      try {
        failure = attempt(batch);
      } catch (RuntimeException | LinkageError fault) {
        opened = false;
        failure = fault.toString();
        if (++faults == tries) {
          giveUp(batch, failure);
          return;
        }
      }
      if (failure == null) {
        return;
      }
      note(failure);
      pause();
    }
  }

  private @Nullable String attempt(Batch batch) throws InterruptedException {
    String absent = opened ? null : open();
    if (absent != null) {
      return absent;
    }
    try {
      return settle(batch, sink.deliver(batch));
    } catch (IOException failed) {
      opened = false;
      return message(failed);
    }
  }

  private @Nullable String open() {
    try {
      sink.open();
      opened = true;
      return null;
    } catch (IOException | RuntimeException | LinkageError failed) {
      return message(failed);
    }
  }

  private static String message(Throwable failed) {
    return failed.getMessage() == null ? failed.toString() : failed.getMessage();
  }

  // Halves find the record that is to blame; all others get through.
  private void giveUp(Batch batch, String fault) throws InterruptedException {
    if (batch.size() > 1) {
      int middle = batch.size() / 2;
      deliver(part(batch, 0, middle), 1);
      deliver(part(batch, middle, batch.size()), 1);
      return;
    }
    note(fault);
    lose(batch, 0, FAULT, fault);
    unsettled--;
  }

  private static Batch part(Batch batch, int from, int to) {
    Batch.Builder part = Batch.builder(batch.origin());
    for (int i = from; i < to; i++) {
      part.add(batch.bytes(), batch.start(i), batch.end(i));
    }
    return part.build();
  }

  private @Nullable String settle(Batch batch, Delivery delivery) {
    if (delivery instanceof Delivery.Unavailable unavailable) {
      opened = false;
      return unavailable.reason();
    }
    int refused = delivery instanceof Delivery.Refused some ? refuse(batch, some) : 0;
    metrics.delivered(batch.size() - refused);
    unsettled -= batch.size();
    unflushed = true;
    return null;
  }

  private int refuse(Batch batch, Delivery.Refused refused) {
    int count = 0;
    for (int i = refused.records().nextSetBit(0);
        i >= 0 && i < batch.size();
        i = refused.records().nextSetBit(i + 1)) {
      deadLetters.add(
          name, "refused", refused.reason(), batch.bytes(), batch.start(i), batch.end(i));
      count++;
    }
    metrics.dropped(count, "refused");
    return count;
  }

  private void note(String failure) {
    boolean first = trouble == null;
    trouble = failure;
    LOG.log(
        first ? Logger.Level.WARNING : Logger.Level.DEBUG,
        "{0} cannot deliver and tries again: {1}",
        name,
        failure);
  }

  private void recovered() {
    backoff.reset();
    if (trouble != null) {
      trouble = null;
      LOG.log(Logger.Level.INFO, "{0} delivers again", name);
    }
  }

  private void pause() throws InterruptedException {
    long nanos = backoff.nextNanos();
    if (closing.getCount() == 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(nanos, PAUSE_WHILE_CLOSING));
    } else if (closing.await(nanos, TimeUnit.NANOSECONDS)) {
      backoff.reset();
    }
  }

  private void flush() {
    if (!unflushed) {
      return;
    }
    try {
      sink.flush();
      unflushed = false;
    } catch (IOException | RuntimeException | LinkageError failed) {
      note(String.valueOf(failed.getMessage()));
    }
  }

  private void closeSink() {
    try {
      sink.close();
    } catch (RuntimeException | LinkageError failed) {
      LOG.log(Logger.Level.WARNING, name + " did not close cleanly", failed);
    }
  }

  /** Takes nothing more, and tries to deliver what waits without long pauses. */
  void seal() {
    buffer.seal();
    closing.countDown();
  }

  /** Waits for what waits to be delivered, up to a moment; drops and counts the rest. */
  void close(long deadlineNanos) {
    seal();
    boolean interrupted = join(TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
    if (thread.isAlive()) {
      thread.interrupt();
      interrupted |= join(LAST_JOIN_MILLIS);
    }
    buffer.abandon();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join(long millis) {
    try {
      thread.join(Math.max(1, millis));
      return false;
    } catch (InterruptedException hurried) {
      return true;
    }
  }

  /** The store behind it, where there is one. */
  Optional<EventStore> store() {
    return sink instanceof StoreSink kept ? Optional.of(kept.store()) : Optional.empty();
  }

  /**
   * Its name, when who sends more now had better wait: it is full, and would hold its sources up or
   * is where people will look for what they send.
   */
  Optional<String> congested() {
    return (blocks || sink instanceof StoreSink) && buffer.isFull()
        ? Optional.of(name)
        : Optional.empty();
  }

  /** The counters, and what is wrong now. */
  Counts.SinkCount count() {
    return new Counts.SinkCount(metrics.count(), passedBy.sum(), Optional.ofNullable(trouble));
  }
}
