package dev.weft.web.metric;

/** A measurement that has begun; made by {@link Stats#start}. Usable from any thread. */
public final class Timing {
  private final Stats stats;
  private final long start;

  Timing(Stats stats, long start) {
    this.stats = stats;
    this.start = start;
  }

  /**
   * Tells how long it took until now. Each call tells once more, from the same beginning.
   *
   * @return the nanoseconds that were told
   */
  public long stop(Metric metric) {
    long nanos = stats.now() - start;
    stats.timer(metric, nanos);
    return nanos;
  }
}
