package dev.weft.amqp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has come over one connection and is not worked on yet. When it is full, the connection's
 * reading thread waits, so that TCP slows the broker down.
 *
 * <p>{@link #add}: the connection's thread. {@link #take}: one other thread. All else: any thread.
 */
final class Arrivals {
  private static final long MOST_BYTES = 8 << 20;
  private static final int MOST_MESSAGES = 50_000;
  // Envelope, headers and objects of a small message.
  private static final int OVERHEAD = 200;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final Condition left = lock.newCondition();
  private Queue<Arrival> waiting = new ArrayDeque<>();
  private Queue<Arrival> taken = new ArrayDeque<>();
  private long bytes;
  private boolean boundless;
  private @Nullable String end;

  /** Adds one, once there is room. */
  void add(Arrival arrival) {
    lock.lock();
    try {
      while (!boundless && (bytes >= MOST_BYTES || waiting.size() >= MOST_MESSAGES)) {
        left.awaitUninterruptibly();
      }
      waiting.add(arrival);
      bytes += arrival.body().length + OVERHEAD;
      if (waiting.size() == 1) {
        came.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * All that is there, once something is; empty when the time has passed or nothing will come any
   * more. Valid until the next call.
   */
  Queue<Arrival> take(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long rest = nanos;
      while (waiting.isEmpty() && end == null && rest > 0) {
        rest = came.awaitNanos(rest);
      }
      Queue<Arrival> all = waiting;
      waiting = taken;
      taken = all;
      bytes = 0;
      left.signal();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything from now on, so that nobody waits for room. */
  void becomeBoundless() {
    lock.lock();
    try {
      boundless = true;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing comes any more. The first reason counts. */
  void end(String reason) {
    lock.lock();
    try {
      end = end == null ? reason : end;
      boundless = true;
      came.signalAll();
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Why nothing comes any more; null while something may. */
  @Nullable String ended() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }
}
