package dev.weft.event.display;

import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Histogram;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoreState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A histogram over all of the time asked for, empty ends included, in buckets of a width that a
 * person can name. Used by one thread.
 */
final class Bars {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  // In microseconds; a day and more are multiples of days since 1970.
  private static final long[] WIDTHS = {
    1_000,
    2_000,
    5_000,
    10_000,
    20_000,
    50_000,
    100_000,
    200_000,
    500_000,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    91 * DAY,
    364 * DAY
  };

  private final long start;
  private final long width;
  private final List<Map<Level, Long>> counts;
  private final int sampling;

  private Bars(long start, long width, List<Map<Level, Long>> counts, int sampling) {
    this.start = start;
    this.width = width;
    this.counts = counts;
    this.sampling = sampling;
  }

  /** Counts the selection, in at most that many buckets. */
  static Bars of(EventStore store, Selection selection, int most, Clock clock) throws IOException {
    StoreState state = store.state();
    long from = edge(selection.from(), state.oldest(), 0);
    long to = edge(selection.to(), state.newest(), 1);
    if (state.events() == 0 && selection.from() == null) {
      return new Bars(Times.micros(clock.instant()), SECOND, List.of(), 1);
    }
    to = Math.max(to, from + 1);
    long width = width(from, to, most);
    long first = Math.floorDiv(from, width) * width;
    int buckets = (int) Math.min(most + 1L, buckets(from, to, width));
    Histogram histogram = store.histogram(selection, Duration.of(width, ChronoUnit.MICROS));
    long offset = (Times.micros(histogram.start()) - first) / width;
    List<Map<Level, Long>> counted = histogram.buckets();
    List<Map<Level, Long>> counts = new ArrayList<>(buckets);
    for (int i = 0; i < buckets; i++) {
      long at = i - offset;
      counts.add(at >= 0 && at < counted.size() ? counted.get((int) at) : Map.of());
    }
    return new Bars(first, width, counts, histogram.sampling());
  }

  private static long edge(@Nullable Instant asked, @Nullable Cursor known, long behind) {
    if (asked != null) {
      return Times.micros(asked);
    }
    return known == null ? 0 : known.micros() + behind;
  }

  private static long width(long from, long to, int most) {
    for (long width : WIDTHS) {
      if (buckets(from, to, width) <= most) {
        return width;
      }
    }
    long widest = WIDTHS[WIDTHS.length - 1];
    return widest * (buckets(from, to, widest) / most + 1);
  }

  private static long buckets(long from, long to, long width) {
    return Math.floorDiv(to - 1, width) - Math.floorDiv(from, width) + 1;
  }

  /** Is told of a bucket. */
  @FunctionalInterface
  interface Visitor {
    void bucket(long time, Map<Level, Long> counts);
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < counts.size(); i++) {
      visitor.bucket(start + i * width, counts.get(i));
    }
  }

  JsonWriter document() {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("start").number(start).name("width").number(width);
    json.name("levels").beginArray();
    for (Level level : Level.values()) {
      json.text(LevelWord.of(level));
    }
    json.endArray().name("buckets").beginArray();
    long total = 0;
    for (Map<Level, Long> bucket : counts) {
      json.beginArray();
      for (Level level : Level.values()) {
        long count = bucket.getOrDefault(level, 0L);
        json.number(count);
        total += count;
      }
      json.endArray();
    }
    json.endArray().name("total").number(total);
    return json.name("sampling").number(sampling).endObject();
  }
}
