package dev.weft.web.level;

import dev.weft.event.control.SharedValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The levels that all instances remember together, each under a key of its own, as Python instances
 * do. Each method throws {@link dev.weft.event.control.ControlException} when the engine cannot be
 * reached.
 */
final class StoredLevels {
  private static final String PREFIX = "c2c_logging_level_";

  private final Supplier<SharedValues> values;

  StoredLevels(Supplier<SharedValues> values) {
    this.values = values;
  }

  void put(String logger, String level, @Nullable Duration lifetime) {
    values.get().put(PREFIX + logger, level, lifetime);
  }

  boolean remove(String logger) {
    return values.get().remove(PREFIX + logger);
  }

  Optional<String> level(String logger) {
    return values.get().get(PREFIX + logger);
  }

  /** Empty when it is for ever, or not there. */
  Optional<Duration> lifetime(String logger) {
    return values.get().lifetime(PREFIX + logger);
  }

  /** All, by logger. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    values
        .get()
        .withPrefix(PREFIX)
        .forEach((key, level) -> all.put(key.substring(PREFIX.length()), level));
    return all;
  }
}
