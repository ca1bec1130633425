package dev.weft.lucene;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets appending go before indexing and merging. What is in the log is safe and can be indexed
 * later; what cannot get there in time is lost.
 *
 * <p>Appending is taken to be held up where it goes on without a pause and yet gets much less than
 * a processor's whole time: then others have the processors, or the disk. A thread that is merely
 * busy, beside processors that are free, is not: resting would win it nothing.
 *
 * <p>{@link #begin} and {@link #end} by the appending thread; all else by any.
 */
final class Precedence {
  static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * One window that went well does not end it: else a long merge would begin in the midst of it.
   */
  static final long LASTS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long REST = TimeUnit.MILLISECONDS.toNanos(2);

  /** The machine, or a test. */
  interface Meter {
    /** The time. */
    long nanos();

    /** What this thread has had of a processor. */
    long processorNanos();

    /** Lets the thread rest about so long. */
    void rest(long nanos);
  }

  private static final class Machine implements Meter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean measures = threads.isCurrentThreadCpuTimeSupported();

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public long processorNanos() {
      // Where nothing tells, it counts as having had all.
      return measures ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    @Override
    public void rest(long nanos) {
      LockSupport.parkNanos(nanos);
    }
  }

  private final Meter meter;
  private long windowFrom;
  private long processorFrom;
  private long paused;
  private long ended;
  private volatile long heldUntil;

  Precedence(Meter meter) {
    this.meter = meter;
    ended = meter.nanos();
    windowFrom = ended;
    heldUntil = ended;
  }

  static Precedence onThisMachine() {
    return new Precedence(new Machine());
  }

  void begin() {
    paused += meter.nanos() - ended;
  }

  void end() {
    long now = meter.nanos();
    ended = now;
    long window = now - windowFrom;
    if (window >= WINDOW) {
      long processor = meter.processorNanos();
      if (paused < window / 10 && processor - processorFrom < (window - paused) / 3 * 2) {
        heldUntil = now + LASTS;
      }
      windowFrom = now;
      processorFrom = processor;
      paused = 0;
    }
  }

  /** Whether appending is held up, or was a moment ago. */
  boolean held() {
    return meter.nanos() - heldUntil < 0;
  }

  /** Rests while appending is held up; not longer than that, and not when it is over. */
  void giveWay(long longest, BooleanSupplier over) {
    long begun = meter.nanos();
    while (held() && meter.nanos() - begun < longest && !over.getAsBoolean()) {
      meter.rest(REST);
    }
  }
}
