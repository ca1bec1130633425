package dev.weft.mirror;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread that does a piece of work some times a second, and sooner when it is called. Usable from
 * any thread.
 */
final class Pulse implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Pulse.class.getName());
  private static final Duration INTERVAL = Duration.ofMillis(200);
  // Many objects may begin to wait at once; they are asked for together.
  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final Runnable work;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private final Thread thread;
  private boolean wanted;
  private boolean closed;

  Pulse(String name, Runnable work) {
    this.work = work;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Has the work done soon. Returns at once. */
  void call() {
    lock.lock();
    try {
      wanted = true;
      called.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      do {
        beat();
      } while (await());
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      work.run();
    } catch (RuntimeException failed) {
      // The next beat may do better; without any the mirror would be blind.
      LOG.log(Level.WARNING, thread.getName() + " failed", failed);
    }
  }

  /** Waits for the next beat; false at the end. */
  private boolean await() throws InterruptedException {
    lock.lock();
    try {
      long nanos = SHORTEST.toNanos();
      while (!closed && nanos > 0) {
        nanos = called.awaitNanos(nanos);
      }
      nanos = INTERVAL.toNanos();
      while (!closed && !wanted && nanos > 0) {
        nanos = called.awaitNanos(nanos);
      }
      wanted = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread, and waits a second at most for it. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      called.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
