package dev.weft.daemon.topology;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.FlowMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one sink, within limits. Receivers' threads put batches in, the sink's own thread
 * takes them out.
 *
 * <h2>Few wake-ups</h2>
 *
 * Waking a thread costs as much as a hundred records do. So the sink's thread, once woken for a
 * little, waits up to {@link #GATHER_NANOS} for more, and takes several small batches as one. A
 * thread that is busy is never signalled.
 *
 * <h2>Memory</h2>
 *
 * The limit in bytes is one of memory: a batch weighs what its array takes, not what its records
 * do. A batch that has to wait and fills less than half of its array is copied into one that fits.
 */
final class Buffer {
  static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int PLENTY = 64 << 10;
  private static final int LARGEST_MERGE = 256 << 10;
  private static final String FULL = "buffer-full";
  private static final String SHUTDOWN = "shutdown";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition plenty = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
  private final BufferLimits limits;
  private final FlowMetrics metrics;
  private long bytes;
  private long events;
  private long takenBytes;
  private long takenEvents;
  private boolean idle;
  private boolean gathering;
  private boolean sealed;

  Buffer(BufferLimits limits, FlowMetrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
  }

  /** Puts a batch in, or drops and counts what does not fit, as the limits say. */
  void put(Batch batch) {
    lock.lock();
    try {
      Batch kept = waiting.isEmpty() ? batch : compact(batch);
      if (makeRoom(kept)) {
        waiting.add(kept);
        bytes += weight(kept);
        events += kept.size();
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    if (idle) {
      arrived.signal();
    } else if (gathering && bytes - takenBytes >= PLENTY) {
      plenty.signal();
    }
  }

  private boolean makeRoom(Batch batch) {
    if (sealed) {
      metrics.dropped(batch.size(), SHUTDOWN);
      return false;
    }
    if (fits(batch)) {
      return true;
    }
    return switch (limits.whenFull()) {
      case DROP_NEWEST -> {
        metrics.dropped(batch.size(), FULL);
        yield false;
      }
      case DROP_OLDEST -> {
        dropOldest(batch);
        yield true;
      }
      case BLOCK -> awaitRoom(batch);
    };
  }

  // A batch larger than the limit passes alone: else it never would.
  private boolean fits(Batch batch) {
    return events == 0
        || (bytes + weight(batch) <= limits.bytes() && events + batch.size() <= limits.events());
  }

  private void dropOldest(Batch batch) {
    while (!fits(batch) && !waiting.isEmpty()) {
      Batch oldest = waiting.remove();
      bytes -= weight(oldest);
      events -= oldest.size();
      metrics.dropped(oldest.size(), FULL);
    }
  }

  private boolean awaitRoom(Batch batch) {
    try {
      while (!fits(batch) && !sealed) {
        room.await();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    if (fits(batch)) {
      return true;
    }
    metrics.dropped(batch.size(), SHUTDOWN);
    return false;
  }

  /**
   * Takes what waits, several small batches as one; it counts as held until {@link #release}. Empty
   * when nothing came for so long, or when the buffer is sealed and empty.
   */
  Optional<Batch> take(long idleNanos) throws InterruptedException {
    List<Batch> taken;
    lock.lockInterruptibly();
    try {
      awaitArrival(idleNanos);
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      gather();
      taken = takeSome();
    } finally {
      lock.unlock();
    }
    return Optional.of(Batch.joined(taken));
  }

  private void awaitArrival(long idleNanos) throws InterruptedException {
    long left = idleNanos;
    idle = true;
    try {
      while (waiting.isEmpty() && !sealed && left > 0) {
        left = arrived.awaitNanos(left);
      }
    } finally {
      idle = false;
    }
  }

  private void gather() throws InterruptedException {
    long left = GATHER_NANOS;
    gathering = true;
    try {
      while (bytes < PLENTY && !sealed && left > 0) {
        left = plenty.awaitNanos(left);
      }
    } finally {
      gathering = false;
    }
  }

  private List<Batch> takeSome() {
    List<Batch> taken = new ArrayList<>();
    Batch next = waiting.element();
    String origin = next.origin();
    int length = 0;
    do {
      taken.add(waiting.remove());
      takenBytes += weight(next);
      takenEvents += next.size();
      length += next.length();
      next = waiting.peek();
    } while (next != null
        && length + next.length() <= LARGEST_MERGE
        && next.origin().equals(origin));
    return taken;
  }

  /** Lets go of what was taken: it is delivered, refused or given up. */
  void release() {
    lock.lock();
    try {
      bytes -= takenBytes;
      events -= takenEvents;
      takenBytes = 0;
      takenEvents = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; whoever waits for room gives up. What waits can still be taken. */
  void seal() {
    lock.lock();
    try {
      sealed = true;
      arrived.signalAll();
      plenty.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isDone() {
    lock.lock();
    try {
      return sealed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is hardly room for more. */
  boolean isFull() {
    lock.lock();
    try {
      return events > 0
          && (bytes + Math.min(PLENTY, limits.bytes() / 8) > limits.bytes()
              || events >= limits.events());
    } finally {
      lock.unlock();
    }
  }

  /** Drops and counts all that still waits. */
  void abandon() {
    lock.lock();
    try {
      for (Batch batch : waiting) {
        metrics.dropped(batch.size(), SHUTDOWN);
        bytes -= weight(batch);
        events -= batch.size();
      }
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  private static long weight(Batch batch) {
    return batch.bytes().length;
  }

  private static Batch compact(Batch batch) {
    if (batch.bytes().length <= 2L * batch.length()) {
      return batch;
    }
    byte[] exact = Arrays.copyOf(batch.bytes(), batch.length());
    int[] ends = new int[batch.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = batch.end(i);
    }
    return Batch.over(exact, ends, ends.length, batch.origin());
  }
}
