package dev.weft.mirror;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches between a receiver's thread and a reader's: when it is full the receiver waits, and so,
 * by the transport, may the sender. Usable from any thread.
 */
final class BatchBuffer implements Intake {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final Queue<Batch> batches = new ArrayDeque<>();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private long bytes;
  private boolean closed;

  BatchBuffer(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public void accept(Batch batch) {
    lock.lock();
    try {
      // A batch larger than the buffer goes through it alone.
      while (!closed && bytes > 0 && bytes + batch.length() > mostBytes) {
        room.await();
      }
      if (!closed) {
        batches.add(batch);
        bytes += batch.length();
        filled.signal();
      }
    } catch (InterruptedException receiverEnds) {
      Thread.currentThread().interrupt();
      lost.addAndGet(batch.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reject(byte[] sample, String reason, String detail) {
    rejected.incrementAndGet();
  }

  /** Counts a record that the reader could make nothing of. */
  void reject() {
    rejected.incrementAndGet();
  }

  @Override
  public void lost(long records, String reason) {
    lost.addAndGet(records);
  }

  /**
   * The next batch, once there is one; null when none follows: after {@link #close}, when the
   * source is exhausted, or when the thread is interrupted.
   */
  @Nullable Batch take(BooleanSupplier exhausted) {
    lock.lock();
    try {
      while (!closed && batches.isEmpty()) {
        boolean last = exhausted.getAsBoolean() && batches.isEmpty();
        if (last) {
          return null;
        }
        // Woken by what comes; the look is only for the end, which nobody tells.
        long unused = filled.awaitNanos(LOOK.toNanos());
      }
      return closed ? null : next();
    } catch (InterruptedException readerEnds) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private Batch next() {
    Batch batch = batches.remove();
    bytes -= batch.length();
    room.signalAll();
    return batch;
  }

  /** How many pieces were no record. */
  long rejected() {
    return rejected.get();
  }

  /** How many records are known to be lost. */
  long lost() {
    return lost.get();
  }

  /** Lets go of what is there, and of everybody who waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      batches.clear();
      bytes = 0;
      room.signalAll();
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
