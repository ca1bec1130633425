package dev.weft.daemon.stream;

import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts by level. Used by one thread at a time. */
final class LevelCounts {
  private final Map<Level, long[]> counts = new EnumMap<>(Level.class);

  LevelCounts() {
    for (Level level : Level.values()) {
      counts.put(level, new long[1]);
    }
  }

  /** Counts one; of no level, nothing. */
  void add(@Nullable Level level) {
    long[] count = level == null ? null : counts.get(level);
    if (count != null) {
      count[0]++;
    }
  }

  /** How many of errors and worse. */
  long errors() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().atLeast(Level.ERROR))
        .mapToLong(entry -> entry.getValue()[0])
        .sum();
  }

  /** Writes all, from the lowest level to the highest. */
  void list(JsonWriter json) {
    json.beginArray();
    counts.values().forEach(count -> json.number(count[0]));
    json.endArray();
  }

  /** Writes those that there are, by name. */
  void named(JsonWriter json) {
    json.beginObject();
    counts.forEach((level, count) -> {
      if (count[0] > 0) {
        json.name(level.name().toLowerCase(Locale.ROOT)).number(count[0]);
      }
    });
    json.endObject();
  }

  void clear() {
    counts.values().forEach(count -> count[0] = 0);
  }
}
