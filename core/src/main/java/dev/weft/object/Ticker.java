package dev.weft.object;

import java.util.concurrent.locks.LockSupport;

/**
 * The thread that sends what is due of all open objects. Not one of the threads whose records are
 * refused: its records are the application's.
 *
 * <p>Usable from any thread.
 */
final class Ticker {
  private static final System.Logger OWN = System.getLogger("dev.weft.object");

  private static final long AFTER_FAULT_NANOS = 1_000_000_000;

  private final ObjectRegistry registry;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean idle;

  private Ticker(ObjectRegistry registry) {
    this.registry = registry;
    thread = new Thread(null, this::run, "weft-objects", 0, false);
    thread.setDaemon(true);
  }

  /** Starts one. */
  static Ticker start(ObjectRegistry registry) {
    Ticker ticker = new Ticker(registry);
    ticker.thread.start();
    return ticker;
  }

  /** Lets it look at once. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Wakes it if it may sleep until somebody does. */
  void wakeIfIdle() {
    if (idle) {
      wake();
    }
  }

  /** Ends it, soon. */
  void stop() {
    stopped = true;
    wake();
  }

  private void run() {
    while (!stopped) {
      // Ahead of the look: what comes behind it finds the flag, and the sleep is none.
      idle = true;
      long pause = AFTER_FAULT_NANOS;
      try {
        pause = registry.tick();
      } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError fault) {
        // The only thread that heals what readers have missed must not end.
        Complaints.once("ticker", "a fault in sending live objects: " + fault);
        OWN.log(System.Logger.Level.DEBUG, "the fault", fault);
      }
      idle = pause == Long.MAX_VALUE;
      LockSupport.parkNanos(this, pause);
      // Nobody has reason to interrupt it; one that stays interrupted never sleeps again.
      Thread.interrupted();
    }
  }
}
