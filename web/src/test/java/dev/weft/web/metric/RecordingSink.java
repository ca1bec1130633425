package dev.weft.web.metric;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, in a readable form. */
final class RecordingSink implements MetricSink {
  final List<String> seen = new CopyOnWriteArrayList<>();

  @Override
  public void timer(Metric metric, long nanos) {
    seen.add("timer " + metric + ' ' + nanos);
  }

  @Override
  public void counter(Metric metric, long by) {
    seen.add("counter " + metric + ' ' + by);
  }

  @Override
  public void gauge(Metric metric, double value) {
    seen.add("gauge " + metric + ' ' + value);
  }
}
