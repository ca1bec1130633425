package dev.weft.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.weft.bridge.LocalLog;
import dev.weft.event.Level;
import dev.weft.record.TaskNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Weft's lines through Logback, where SLF4J is bound to it. Usable from any thread.
 *
 * @see ReadThroughMdc
 */
public final class LogbackLocalLog implements LocalLog {
  /** For {@link java.util.ServiceLoader}. */
  public LogbackLocalLog() {}

  @Override
  public boolean inUse() {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
  }

  @Override
  public boolean enabled(String logger, Level level) {
    Logger target = logger(logger);
    return target != null && target.isEnabledFor(null, Levels.of(level));
  }

  @Override
  public void log(
      String logger,
      Level level,
      String message,
      @Nullable Throwable failure,
      @Nullable TaskNode task) {
    Logger target = logger(logger);
    if (target != null) {
      target.callAppenders(new TaskLine(target, Levels.of(level), message, failure, task));
    }
  }

  // Asked each time: SLF4J gives a substitute while it is starting, and tests give other contexts.
  private static @Nullable Logger logger(String name) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    return factory instanceof LoggerContext context ? context.getLogger(name) : null;
  }
}
