package dev.weft.web.level;

import dev.weft.level.LoggingLevels;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The levels of this instance: sets them, and knows how they were before and when they end. Usable
 * from any thread.
 */
final class OverriddenLevels implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OverriddenLevels.class.getName());

  private final LoggingLevels levels;
  private final Alarms alarms;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> before = new HashMap<>();
  private final Map<String, Runnable> ends = new HashMap<>();

  OverriddenLevels(LoggingLevels levels, Alarms alarms) {
    this.levels = levels;
    this.alarms = alarms;
  }

  /**
   * Sets a level, without an end.
   *
   * @throws IllegalArgumentException when there is no such level
   */
  void set(String logger, String level) {
    lock.lock();
    try {
      String now = levels.own(logger);
      levels.set(logger, level);
      before.putIfAbsent(logger, now);
      forgetEnd(logger);
    } finally {
      lock.unlock();
    }
  }

  /** Lets something be done about the level then; takes the place of an earlier end. */
  void endIn(String logger, Duration after, Runnable end) {
    lock.lock();
    try {
      forgetEnd(logger);
      ends.put(logger, alarms.set(after, end));
    } finally {
      lock.unlock();
    }
  }

  private void forgetEnd(String logger) {
    Runnable earlier = ends.remove(logger);
    if (earlier != null) {
      earlier.run();
    }
  }

  /** Sets the level that was there before the first change, if there was one. */
  void revert(String logger) {
    lock.lock();
    try {
      forgetEnd(logger);
      String original = before.remove(logger);
      if (original != null) {
        String now = levels.own(logger);
        levels.set(logger, original);
        LOG.log(
            Level.INFO, "Logging of " + logger + " changed from " + now + " back to " + original);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Reverts all that were set, but these. */
  void revertAllBut(Set<String> loggers) {
    lock.lock();
    try {
      for (String logger : List.copyOf(before.keySet())) {
        if (!loggers.contains(logger)) {
          revert(logger);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ends.values().forEach(Runnable::run);
      ends.clear();
    } finally {
      lock.unlock();
    }
  }
}
