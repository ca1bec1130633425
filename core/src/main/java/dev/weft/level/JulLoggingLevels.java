package dev.weft.level;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The levels of {@code java.util.logging}. A logger whose level was set is held from then on, since
 * that system forgets both when nobody holds it. Usable from any thread.
 */
final class JulLoggingLevels implements LoggingLevels {
  private static final LevelNames<Level> NAMES =
      LevelNames.<Level>builder()
          .add(Level.OFF, "OFF")
          .nearest(Level.SEVERE, "CRITICAL")
          .add(Level.SEVERE, "ERROR", "SEVERE")
          .add(Level.WARNING, "WARNING", "WARN")
          .add(Level.INFO, "INFO")
          .add(Level.CONFIG, "CONFIG")
          .add(Level.FINE, "DEBUG", "FINE")
          .add(Level.FINER, "FINER")
          .add(Level.FINEST, "TRACE", "FINEST")
          .add(Level.ALL, "ALL")
          .build();

  private final Map<String, Logger> held = new ConcurrentHashMap<>();

  @Override
  public boolean inUse() {
    return true;
  }

  @Override
  public List<String> names() {
    return NAMES.all();
  }

  @Override
  public String own(String logger) {
    Logger there = LogManager.getLogManager().getLogger(name(logger));
    Level level = there == null ? null : there.getLevel();
    return level == null ? NOT_SET : NAMES.name(level);
  }

  private static String name(String logger) {
    return logger.equals(ROOT) ? "" : logger;
  }

  @Override
  public String effective(String logger) {
    String name = name(logger);
    while (true) {
      Logger there = LogManager.getLogManager().getLogger(name);
      Level level = there == null ? null : there.getLevel();
      if (level != null) {
        return NAMES.name(level);
      }
      if (name.isEmpty()) {
        // What the system does with a root logger without a level.
        return NAMES.name(Level.INFO);
      }
      name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
  }

  @Override
  public void set(String logger, String level) {
    String name = name(logger);
    Level next = level(name, canonical(level));
    held.computeIfAbsent(name, Logger::getLogger).setLevel(next);
  }

  private static @Nullable Level level(String name, String level) {
    if (!level.equals(NOT_SET)) {
      return NAMES.level(level).orElseThrow();
    }
    return name.isEmpty() ? Level.ALL : null;
  }

  @Override
  public String canonical(String level) {
    return NAMES.canonical(level);
  }
}
