package dev.weft.record;

import dev.weft.event.Level;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the first record of a process meets: asks the {@link FirstUse} services to start Weft, then
 * steps aside.
 *
 * <p>Usable from any thread. Threads that log while another one starts Weft wait for it, five
 * seconds after its beginning at most: the start may need what such a thread holds. From then on
 * their records are numbered and counted as lost, which Weft tells when it has started. A record
 * that the start itself makes on its own thread goes nowhere.
 */
final class FirstUseRecorder implements Recorder {
  /** Reason of a record that waited for the start in vain. */
  static final String STARTING = "starting";

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ReentrantLock starting = new ReentrantLock();
  private final Losses losses = new Losses();
  private final Runnable start;
  private final long mostNanos;
  private volatile boolean begun;
  private volatile long latestNanos;

  FirstUseRecorder() {
    this(FirstUseRecorder::startByService, MOST_NANOS);
  }

  FirstUseRecorder(Runnable start, long mostNanos) {
    this.start = start;
    this.mostNanos = mostNanos;
  }

  /** What waited in vain: the next queue's losses, so that its counts and reports include it. */
  Losses losses() {
    return losses;
  }

  @Override
  public boolean accepts(Level level) {
    Recorder recorder = started();
    // Which level will be taken is not known yet.
    return recorder.equals(this) || recorder.accepts(level);
  }

  @Override
  public PendingRecord open() {
    return new PendingRecord();
  }

  @Override
  public boolean commit(PendingRecord record, Level level, String logger, @Nullable TaskNode task) {
    Recorder recorder = started();
    if (!recorder.equals(this)) {
      return recorder.commit(record, level, logger, task);
    }
    record.level = level;
    return EventQueue.lose(record, task, STARTING, losses);
  }

  /** The recorder that stands here now; this one when the start takes too long. */
  private Recorder started() {
    if (starting.isHeldByCurrentThread()) {
      return InertRecorder.INSTANCE;
    }
    try {
      if (!starting.tryLock() && !starting.tryLock(left(), TimeUnit.NANOSECONDS)) {
        return Recording.recorder();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return Recording.recorder();
    }
    try {
      if (Recording.recorder().equals(this)) {
        latestNanos = System.nanoTime() + mostNanos;
        begun = true;
        start.run();
        // The program may start Weft at this very moment: what it has put here stays.
        Recording.replace(this, InertRecorder.INSTANCE);
      }
      return Recording.recorder();
    } finally {
      starting.unlock();
    }
  }

  private long left() {
    return begun ? latestNanos - System.nanoTime() : mostNanos;
  }

  private static void startByService() {
    try {
      ServiceLoader.load(FirstUse.class, FirstUse.class.getClassLoader()).forEach(FirstUse::start);
    } catch (ServiceConfigurationError broken) {
      System.err.println("weft: not started: " + broken.getMessage());
    }
  }
}
