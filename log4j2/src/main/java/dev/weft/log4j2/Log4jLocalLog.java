package dev.weft.log4j2;

import dev.weft.bridge.Bridging;
import dev.weft.bridge.LocalLog;
import dev.weft.event.Level;
import dev.weft.record.TaskNode;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.jspecify.annotations.Nullable;

/**
 * Weft's lines through Log4j, where its API is bound to its core. Usable from any thread.
 *
 * @see TaskContextProvider
 */
public final class Log4jLocalLog implements LocalLog {
  private static final String NAME = Log4jLocalLog.class.getName();

  /** For {@link java.util.ServiceLoader}. */
  public Log4jLocalLog() {}

  @Override
  public boolean inUse() {
    return LogManager.getContext(false) instanceof LoggerContext;
  }

  @Override
  public boolean enabled(String logger, Level level) {
    return logger(logger).isEnabled(Levels.of(level));
  }

  @Override
  public void log(
      String logger,
      Level level,
      String message,
      @Nullable Throwable failure,
      @Nullable TaskNode task) {
    TaskContexts.show(task);
    try {
      logger(logger).logMessage(NAME, Levels.of(level), null, new TaskLine(message), failure);
    } finally {
      TaskContexts.show(null);
    }
  }

  // Asked each time: a web application's loggers are those of its own context.
  private static ExtendedLogger logger(String name) {
    return LogManager.getContext(false)
        .getLogger(name.equals(Bridging.ROOT) ? LogManager.ROOT_LOGGER_NAME : name);
  }
}
