package dev.weft.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.weft.level.LevelNames;
import dev.weft.level.LoggingLevels;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The levels of Logback, where SLF4J is bound to it. Usable from any thread. */
public final class LogbackLoggingLevels implements LoggingLevels {
  private static final LevelNames<Level> NAMES =
      LevelNames.<Level>builder()
          .add(Level.OFF, "OFF")
          .nearest(Level.ERROR, "CRITICAL")
          .add(Level.ERROR, "ERROR")
          .add(Level.WARN, "WARNING", "WARN")
          .add(Level.INFO, "INFO")
          .add(Level.DEBUG, "DEBUG")
          .add(Level.TRACE, "TRACE")
          .build();

  /** For {@link java.util.ServiceLoader}. */
  public LogbackLoggingLevels() {}

  @Override
  public boolean inUse() {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
  }

  @Override
  public List<String> names() {
    return NAMES.all();
  }

  @Override
  public String own(String logger) {
    Logger there = context().exists(name(logger));
    Level level = there == null ? null : there.getLevel();
    return level == null ? NOT_SET : NAMES.name(level);
  }

  // Asked each time, since tests give other contexts.
  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static String name(String logger) {
    return logger.isEmpty() || logger.equals(ROOT) ? Logger.ROOT_LOGGER_NAME : logger;
  }

  @Override
  public String effective(String logger) {
    String name = name(logger);
    while (true) {
      Logger there = context().exists(name);
      if (there != null) {
        return NAMES.name(there.getEffectiveLevel());
      }
      int dot = name.lastIndexOf('.');
      name = dot < 0 ? Logger.ROOT_LOGGER_NAME : name.substring(0, dot);
    }
  }

  @Override
  public void set(String logger, String level) {
    String name = name(logger);
    context().getLogger(name).setLevel(level(name, canonical(level)));
  }

  private static @Nullable Level level(String name, String level) {
    if (!level.equals(NOT_SET)) {
      return NAMES.level(level).orElseThrow();
    }
    return name.equals(Logger.ROOT_LOGGER_NAME) ? Level.TRACE : null;
  }

  @Override
  public String canonical(String level) {
    return NAMES.canonical(level);
  }
}
