package dev.weft.web.metric;

/**
 * A back end of {@link Stats}. Called by any thread, also at once, in the midst of the
 * application's work: it returns quickly and waits for nobody. What it throws is said in the log
 * and reaches nobody else.
 */
public interface MetricSink {
  /** Something took that long, in nanoseconds. */
  void timer(Metric metric, long nanos);

  /** Something happened so many times more. */
  void counter(Metric metric, long by);

  /** Something stands at that value now. */
  void gauge(Metric metric, double value);
}
