package dev.weft.web.health;

import dev.weft.web.metric.Metric;
import dev.weft.web.metric.MetricSink;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sums counters up. Usable from any thread. */
final class Counters implements MetricSink {
  private final Map<Metric, Long> sums = new ConcurrentHashMap<>();

  /** The sums by key and tags. */
  Map<String, Long> of(boolean tagged) {
    Map<String, Long> named = new HashMap<>();
    sums.forEach((metric, sum) ->
        named.put(String.join(".", metric.key(tagged)) + metric.tags(tagged), sum));
    return named;
  }

  @Override
  public void timer(Metric metric, long nanos) {}

  @Override
  public void counter(Metric metric, long by) {
    sums.merge(metric, by, Long::sum);
  }

  @Override
  public void gauge(Metric metric, double value) {}
}
