package dev.weft.web.level;

import dev.weft.level.LevelNames;
import dev.weft.level.LoggingLevels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The logging system of one instance among several in a process. */
final class FakeLevels implements LoggingLevels {
  private static final LevelNames<String> NAMES =
      LevelNames.<String>builder()
          .add("CRITICAL", "CRITICAL")
          .add("ERROR", "ERROR")
          .add("WARNING", "WARNING", "WARN")
          .add("INFO", "INFO")
          .add("DEBUG", "DEBUG")
          .build();

  private final Map<String, String> own = new ConcurrentHashMap<>(Map.of(ROOT, "INFO"));

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
    return own.getOrDefault(logger, NOT_SET);
  }

  @Override
  public String effective(String logger) {
    return own.getOrDefault(logger, own.get(ROOT));
  }

  @Override
  public void set(String logger, String level) {
    String canonical = canonical(level);
    if (canonical.equals(NOT_SET)) {
      own.remove(logger);
    } else {
      own.put(logger, canonical);
    }
  }

  @Override
  public String canonical(String level) {
    return NAMES.canonical(level);
  }
}
