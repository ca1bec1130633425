package dev.weft.event.store;

import dev.weft.event.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts events by time and level. The buckets reach over the whole time that was asked for; where
 * that is open, from the first match, or to the last.
 *
 * <p>Used by one thread.
 */
public final class HistogramTally {
  /** More buckets than any screen is wide; and a bound to what one odd clock can ask for. */
  public static final int MOST_BUCKETS = 20_000;

  private final long width;
  private final TreeMap<Long, Map<Level, Long>> buckets = new TreeMap<>();

  private HistogramTally(long width) {
    this.width = width;
  }

  /**
   * An empty one.
   *
   * @param width of a bucket, a microsecond at least
   */
  public static HistogramTally of(Duration width) {
    if (width.compareTo(Duration.ofNanos(1000)) < 0) {
      throw new IllegalArgumentException("a bucket is 1 microsecond wide or more, not " + width);
    }
    return new HistogramTally(
        Math.addExact(width.getSeconds() * 1_000_000, width.getNano() / 1000));
  }

  /** Counts a match. */
  public void add(long micros, Level level) {
    add(micros, level, 1);
  }

  /** Counts as many matches of that time and level. */
  public void add(long micros, Level level, long count) {
    buckets
        .computeIfAbsent(Math.floorDiv(micros, width), unused -> new EnumMap<>(Level.class))
        .merge(level, count, Long::sum);
  }

  /**
   * What was counted.
   *
   * @throws IllegalArgumentException when that would be more than {@link #MOST_BUCKETS} buckets
   */
  public Histogram histogram(@Nullable Instant from, @Nullable Instant to) {
    long first = first(from);
    long last = last(from, to);
    // Either may be at an end of the scale.
    if (last >= first && (last - first < 0 || last - first >= MOST_BUCKETS)) {
      throw new IllegalArgumentException(
          "more than "
              + MOST_BUCKETS
              + " buckets of "
              + Duration.of(width, ChronoUnit.MICROS)
              + "; ask for wider ones, or for less time");
    }
    List<Map<Level, Long>> all = new ArrayList<>();
    for (long bucket = first; bucket <= last; bucket++) {
      all.add(buckets.getOrDefault(bucket, Map.of()));
    }
    return new Histogram(
        Instant.EPOCH.plus(Math.multiplyExact(first, width), ChronoUnit.MICROS),
        Duration.of(width, ChronoUnit.MICROS),
        all,
        1);
  }

  private long first(@Nullable Instant from) {
    if (from != null) {
      return Math.floorDiv(Micros.from(from), width);
    }
    return buckets.isEmpty() ? 0 : buckets.firstKey();
  }

  private long last(@Nullable Instant from, @Nullable Instant to) {
    if (to != null && (from != null || !buckets.isEmpty())) {
      return Math.floorDiv(Micros.to(to) - 1, width);
    }
    return buckets.isEmpty() ? Long.MIN_VALUE : buckets.lastKey();
  }
}
