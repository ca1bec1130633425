package dev.weft.event.store;

import dev.weft.event.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many events matched, over time and by level.
 *
 * @param start where the first bucket begins: a multiple of the width since 1970
 * @param width of a bucket
 * @param buckets one after the other without holes; each has six counts, one a {@link Level} from
 *     TRACE to FATAL
 * @param sampling 1 when every event was counted; n when one in n was, and the counts are scaled up
 */
public record Histogram(Instant start, Duration width, List<long[]> buckets, int sampling) {
  /** Copies the list. */
  public Histogram {
    buckets = List.copyOf(buckets);
  }

  /** Of all buckets and levels. */
  public long total() {
    return buckets.stream().mapToLong(Histogram::sum).sum();
  }

  /** Of one level, in all buckets. */
  public long total(Level level) {
    return buckets.stream().mapToLong(counts -> counts[level.ordinal()]).sum();
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
