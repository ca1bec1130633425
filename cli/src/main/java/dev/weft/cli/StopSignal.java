package dev.weft.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does to a command that does not end by itself: it stops, and the process waits until
 * the summary is printed.
 */
public final class StopSignal implements AutoCloseable {
  private static final long SUMMARY_MILLIS = 3000;

  private final CountDownLatch summed = new CountDownLatch(1);
  private final Thread hook;

  /**
   * From now on the signal stops.
   *
   * @param stop called by another thread; returns at once
   */
  public StopSignal(Runnable stop, PrintStream err) {
    hook = new Thread(() -> stopAndSum(stop, err), "weft-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndSum(Runnable stop, PrintStream err) {
    stop.run();
    try {
      if (!summed.await(SUMMARY_MILLIS, TimeUnit.MILLISECONDS)) {
        err.println("ended before all was counted");
      }
    } catch (InterruptedException stoppedToo) {
      Thread.currentThread().interrupt();
    }
  }

  /** The summary is printed; from now on the signal ends the process as it does any other. */
  @Override
  public void close() {
    summed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is what ended us.
    }
  }
}
