package dev.weft.log4j2;

import dev.weft.level.LevelNames;
import dev.weft.level.LoggingLevels;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The levels of Log4j, where its API is bound to its core. Those are levels of its configuration,
 * so reading the configuration again takes them back. Usable from any thread.
 */
public final class Log4jLoggingLevels implements LoggingLevels {
  private static final LevelNames<Level> NAMES =
      LevelNames.<Level>builder()
          .add(Level.OFF, "OFF")
          .add(Level.FATAL, "CRITICAL", "FATAL")
          .add(Level.ERROR, "ERROR")
          .add(Level.WARN, "WARNING", "WARN")
          .add(Level.INFO, "INFO")
          .add(Level.DEBUG, "DEBUG")
          .add(Level.TRACE, "TRACE")
          .add(Level.ALL, "ALL")
          .build();

  /** For {@link java.util.ServiceLoader}. */
  public Log4jLoggingLevels() {}

  @Override
  public boolean inUse() {
    return LogManager.getContext(false) instanceof LoggerContext;
  }

  @Override
  public List<String> names() {
    return NAMES.all();
  }

  @Override
  public String own(String logger) {
    String name = name(logger);
    LoggerConfig config = configuration().getLoggerConfig(name);
    // The nearest one above, when there is none of that name.
    Level level = config.getName().equals(name) ? config.getExplicitLevel() : null;
    return level == null ? NOT_SET : NAMES.name(level);
  }

  private static String name(String logger) {
    return logger.equals(ROOT) ? LogManager.ROOT_LOGGER_NAME : logger;
  }

  // Asked each time: a web application's loggers are those of its own context.
  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }

  private static Configuration configuration() {
    return context().getConfiguration();
  }

  @Override
  public String effective(String logger) {
    return NAMES.name(configuration().getLoggerConfig(name(logger)).getLevel());
  }

  @Override
  public void set(String logger, String level) {
    String name = name(logger);
    String canonical = canonical(level);
    if (!canonical.equals(NOT_SET)) {
      own(name, NAMES.level(canonical).orElseThrow());
    } else if (name.equals(LogManager.ROOT_LOGGER_NAME)) {
      own(name, Level.ALL);
    } else {
      inherited(name);
    }
    context().updateLoggers();
  }

  private static void own(String name, Level level) {
    LoggerConfig config = configuration().getLoggerConfig(name);
    if (config.getName().equals(name)) {
      config.setLevel(level);
    } else {
      configuration().addLogger(name, new LoggerConfig(name, level, true));
    }
  }

  private static void inherited(String name) {
    LoggerConfig config = configuration().getLoggerConfig(name);
    if (config.getName().equals(name)) {
      config.setLevel(null);
    }
  }

  @Override
  public String canonical(String level) {
    return NAMES.canonical(level);
  }
}
