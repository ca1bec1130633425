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
  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private @Nullable Bucket latest;

  private HistogramTally(long width) {
    this.width = width;
  }

  /** Counts by level, without an object for each event. */
  private static final class Bucket {
    private final long number;
    private final EnumMap<Level, long[]> counts = new EnumMap<>(Level.class);

    Bucket(long number) {
      this.number = number;
    }

    void add(Level level, long count) {
      long[] its = counts.get(level);
      if (its == null) {
        its = new long[1];
        counts.put(level, its);
      }
      its[0] += count;
    }

    Map<Level, Long> toMap() {
      Map<Level, Long> map = new EnumMap<>(Level.class);
      counts.forEach((level, count) -> map.put(level, count[0]));
      return map;
    }
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
    long number = Math.floorDiv(micros, width);
    Bucket bucket = latest;
    // Those that are counted one after the other are mostly of one time.
    if (bucket == null || bucket.number != number) {
      bucket = buckets.computeIfAbsent(number, Bucket::new);
      latest = bucket;
    }
    bucket.add(level, count);
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
      Bucket counted = buckets.get(bucket);
      all.add(counted == null ? Map.of() : counted.toMap());
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
