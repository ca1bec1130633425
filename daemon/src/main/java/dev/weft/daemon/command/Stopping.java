package dev.weft.daemon.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns Ctrl-C and SIGTERM into an orderly stop: the first asks for it, the second ends the process
 * at once. Where signals cannot be handled, the end of the JVM waits for the stop instead.
 */
final class Stopping {
  private static final int INTERRUPTED_STATUS = 130;
  private static final int LONGEST_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);

  private Stopping() {}

  static Stopping onSignals(CountDownLatch stop) {
    Stopping stopping = new Stopping();
    AtomicBoolean asked = new AtomicBoolean();
    Runnable ask =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED_STATUS);
          }
          stop.countDown();
        };
    boolean interrupt = Signals.handle("INT", ask);
    boolean terminate = Signals.handle("TERM", ask);
    if (!interrupt || !terminate) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stopping.awaitStop(stop), "weft-shutdown"));
    }
    return stopping;
  }

  private void awaitStop(CountDownLatch stop) {
    stop.countDown();
    try {
      if (!done.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(INTERRUPTED_STATUS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** The stop is complete. */
  void done() {
    done.countDown();
  }
}
