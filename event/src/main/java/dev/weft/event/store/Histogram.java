package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many events matched, over time and by level.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param start where the first bucket begins: a multiple of the width since 1970
 * @param width of a bucket
 * @param buckets one after the other without holes, the counts of the levels that occur in each
 * @param sampling 1 when every event was counted; n when one in n was, and the counts are scaled up
 */
public record Histogram(
    Instant start, Duration width, List<Map<Level, Long>> buckets, int sampling) {
  /** Copies the buckets. */
  public Histogram {
    requireNonNull(start, "start");
    requireNonNull(width, "width");
    buckets = buckets.stream().map(Map::copyOf).toList();
  }

  /** Of all buckets and levels. */
  public long total() {
    return buckets.stream()
        .flatMap(bucket -> bucket.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Of one level, in all buckets. */
  public long total(Level level) {
    return buckets.stream().mapToLong(bucket -> bucket.getOrDefault(level, 0L)).sum();
  }
}
