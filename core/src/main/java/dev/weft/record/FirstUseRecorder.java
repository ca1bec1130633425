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
 * <p>Usable from any thread. Threads that log while another one starts Weft wait for it, a second
 * at most; a record that the start itself makes on its own thread goes nowhere.
 */
final class FirstUseRecorder implements Recorder {
  private static final long MOST_SECONDS = 1;

  private final ReentrantLock starting = new ReentrantLock();

  @Override
  public boolean accepts(Level level) {
    Recorder recorder = started();
    return !recorder.equals(this) && recorder.accepts(level);
  }

  @Override
  public PendingRecord open() {
    return new PendingRecord();
  }

  @Override
  public boolean commit(PendingRecord record, Level level, String logger, @Nullable TaskNode task) {
    Recorder recorder = started();
    return !recorder.equals(this) && recorder.commit(record, level, logger, task);
  }

  private Recorder started() {
    if (starting.isHeldByCurrentThread()) {
      return InertRecorder.INSTANCE;
    }
    try {
      if (!starting.tryLock(MOST_SECONDS, TimeUnit.SECONDS)) {
        return InertRecorder.INSTANCE;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return InertRecorder.INSTANCE;
    }
    try {
      if (Recording.recorder().equals(this)) {
        startOnce();
      }
      return Recording.recorder();
    } finally {
      starting.unlock();
    }
  }

  private void startOnce() {
    try {
      ServiceLoader.load(FirstUse.class, FirstUse.class.getClassLoader()).forEach(FirstUse::start);
    } catch (ServiceConfigurationError broken) {
      System.err.println("weft: not started: " + broken.getMessage());
    }
    // The program may start Weft at this very moment: what it has put here stays.
    Recording.replace(this, InertRecorder.INSTANCE);
  }
}
