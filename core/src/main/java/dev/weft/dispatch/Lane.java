package dev.weft.dispatch;

import dev.weft.event.Level;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Sink;
import dev.weft.record.Losses;
import dev.weft.record.OwnThread;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way to one sink: a thread that is the only one to touch the sink, and the few batches that
 * wait for it. A batch that the sink cannot take now is kept and given again, after a pause that
 * grows from 50 ms to 2 s.
 *
 * <p>What the sink refused, and what found no room here, is told to the sink in a loss report ahead
 * of the next batch.
 *
 * <p>{@link #offer} and {@link #pass}: the dispatcher. All else: any thread.
 */
final class Lane {
  static final String REFUSED = "refused";
  static final String SENDER_FULL = "sender-full";
  static final String CLOSE = "close";

  private static final long FIRST_PAUSE_NANOS = 50_000_000;
  private static final long LONGEST_PAUSE_NANOS = 2_000_000_000;
  private static final long GRACE_MILLIS = 200;

  private final String name;
  private final Sink sink;
  private final OwnRecords own;
  private final Notices notices;
  private final Runnable progress;
  private final FlowMetrics metrics;
  private final Losses losses = new Losses();
  private final long mostBytes;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Parcels and flushes in their order; the one at work stays first until it is settled.
  private final Deque<Object> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closing;
  private boolean abandoned;

  private boolean open;
  private boolean announced;
  private boolean away;
  private int failures;
  private @Nullable Batch report;
  private volatile @Nullable String lastError;

  /**
   * A lane whose thread is not started.
   *
   * @param mostBytes how much may wait; one batch always may
   * @param progress called when something was settled
   */
  Lane(String name, Sink sink, OwnRecords own, Notices notices, long mostBytes, Runnable progress) {
    this.name = name;
    this.sink = sink;
    this.own = own;
    this.notices = notices;
    this.mostBytes = mostBytes;
    this.progress = progress;
    metrics = new FlowMetrics(name);
    thread = new OwnThread(this::run, "weft-sender{" + name + "}");
  }

  void start() {
    thread.start();
  }

  FlowMetrics.Count count() {
    return metrics.count();
  }

  @Nullable String lastError() {
    return lastError;
  }

  /** Whether nothing waits, so that a batch given now is sent at once. */
  boolean idle() {
    lock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is room for a batch. */
  boolean hasRoom() {
    lock.lock();
    try {
      return waiting.isEmpty() || waitingBytes < mostBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the parcel, or drops it for that reason when there is no room. */
  void offer(Parcel parcel, String ifFull) {
    metrics.accepted(parcel.records());
    boolean taken;
    lock.lock();
    try {
      taken = !abandoned && (waiting.isEmpty() || waitingBytes < mostBytes);
      if (taken) {
        waiting.add(parcel);
        waitingBytes += parcel.batch().storedLength();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    if (!taken) {
      drop(parcel, ifFull);
    }
  }

  /** Takes a flush, which finds room always. */
  void pass(Flush flush) {
    lock.lock();
    try {
      if (abandoned) {
        flush.passed(false);
      } else {
        waiting.add(flush);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (Object next = next(); next != null; next = next()) {
        if (next instanceof Parcel parcel) {
          send(parcel);
        } else if (next instanceof Flush flush) {
          flush.passed(flush());
          done(flush);
        }
        progress.run();
      }
      sendReport();
    } catch (InterruptedException abandonedByClose) {
      // What still waits is settled by whoever interrupted.
    } finally {
      closeSink();
    }
  }

  private @Nullable Object next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.await();
      }
      return abandoned ? null : waiting.peek();
    } finally {
      lock.unlock();
    }
  }

  private void send(Parcel parcel) throws InterruptedException {
    while (true) {
      Delivery delivery = ready() ? deliver(parcel.batch()) : null;
      if (delivery instanceof Delivery.Delivered) {
        settle(parcel, new BitSet(), "");
        return;
      }
      if (delivery instanceof Delivery.Refused refused) {
        lastError = refused.reason();
        notices.say(
            name + " refused " + refused.records().cardinality() + " records: " + refused.reason());
        settle(parcel, refused.records(), REFUSED);
        return;
      }
      pause();
    }
  }

  /** Opens the sink, announces this process, and tells of losses, as far as that is still to do. */
  private boolean ready() throws InterruptedException {
    if (!open) {
      try {
        sink.open();
        open = true;
      } catch (IOException | RuntimeException | LinkageError notNow) {
        unavailable(String.valueOf(notNow.getMessage()));
        return false;
      }
    }
    if (!announced) {
      if (deliver(own.announcement()) == null) {
        return false;
      }
      announced = true;
    }
    return sendReport();
  }

  private boolean sendReport() throws InterruptedException {
    Batch owed = report;
    if (owed == null) {
      Losses.Report fresh = losses.sinceLast();
      if (fresh == null) {
        return true;
      }
      owed = own.laneReport(fresh);
      report = owed;
    }
    if (!open || deliver(owed) == null) {
      return false;
    }
    report = null;
    return true;
  }

  /** What the sink says; null when it is not to be had now. */
  private @Nullable Delivery deliver(Batch batch) throws InterruptedException {
    String reason;
    try {
      Delivery delivery = sink.deliver(batch);
      if (!(delivery instanceof Delivery.Unavailable unavailable)) {
        available();
        return delivery;
      }
      reason = unavailable.reason();
    } catch (IOException
        | RuntimeException
        | LinkageError
        | StackOverflowError
        | OutOfMemoryError failed) {
      // An error of a sink must not end the only thread that can report it.
      reason = failed.getMessage() == null ? failed.getClass().getName() : failed.getMessage();
    }
    unavailable(reason);
    return null;
  }

  private void available() {
    failures = 0;
    if (away) {
      away = false;
      notices.say(name + " is back; sending again");
    }
  }

  private void unavailable(String reason) {
    open = false;
    failures++;
    lastError = reason;
    if (!away) {
      away =
          notices.say(
              "cannot send to "
                  + name
                  + ": "
                  + reason
                  + "; records are kept while there is room, and sent when it is back");
    }
  }

  private void pause() throws InterruptedException {
    long full = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(failures - 1, 10));
    // Up to a fifth less, so that many programs do not come back in step.
    long nanos = full - ThreadLocalRandom.current().nextLong(full / 5);
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (left > 0) {
        if (abandoned) {
          throw new InterruptedException();
        }
        // While closing, the sink gets more chances before the limit.
        left = changed.awaitNanos(closing ? Math.min(left, FIRST_PAUSE_NANOS) : left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean flush() {
    if (!open) {
      return true;
    }
    try {
      sink.flush();
      return true;
    } catch (IOException | RuntimeException notNow) {
      lastError = String.valueOf(notNow.getMessage());
      return false;
    }
  }

  private void settle(Parcel parcel, BitSet failed, String reason) {
    if (!done(parcel)) {
      return;
    }
    int refused = 0;
    int size = parcel.batch().size();
    for (int i = failed.nextSetBit(0); i >= 0 && i < size; i = failed.nextSetBit(i + 1)) {
      Level level = parcel.level(i);
      if (level != null) {
        refused++;
        losses.count(reason, level, 1);
      }
    }
    metrics.dropped(refused, reason);
    metrics.delivered((long) parcel.records() - refused);
    parcel.settle(failed, reason);
  }

  /** Takes it off; false when {@link #abandon} was faster and has settled it. */
  private boolean done(Object first) {
    lock.lock();
    try {
      if (abandoned) {
        return false;
      }
      waiting.remove();
      if (first instanceof Parcel parcel) {
        waitingBytes -= parcel.batch().storedLength();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void drop(Parcel parcel, String reason) {
    for (int i = 0; i < parcel.batch().size(); i++) {
      Level level = parcel.level(i);
      if (level != null) {
        losses.count(reason, level, 1);
      }
    }
    // The sink will not see the report that was in there, so it is owed what that said.
    parcel.reported().forEach((why, records) -> losses.count(why, Level.INFO, records));
    metrics.dropped(parcel.records(), reason);
    parcel.dropped(reason);
  }

  /** Ends the thread once all that waits is sent; returns at once. */
  void finish() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the thread's end until the limit; what then still waits is dropped. */
  void close(long untilNanos) {
    boolean interrupted = join(Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000));
    if (thread.isAlive()) {
      abandon();
      thread.interrupt();
      interrupted |= join(GRACE_MILLIS);
    }
    abandon();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join(long millis) {
    try {
      thread.join(millis);
      return false;
    } catch (InterruptedException hurry) {
      return true;
    }
  }

  private void abandon() {
    Deque<Object> left;
    lock.lock();
    try {
      abandoned = true;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
      waitingBytes = 0;
    } finally {
      lock.unlock();
    }
    for (Object item : left) {
      if (item instanceof Parcel parcel) {
        drop(parcel, CLOSE);
      } else if (item instanceof Flush flush) {
        flush.passed(false);
      }
    }
  }

  private void closeSink() {
    try {
      sink.close();
    } catch (RuntimeException | LinkageError failed) {
      lastError = String.valueOf(failed.getMessage());
    }
  }
}
