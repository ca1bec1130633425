package dev.weft.daemon.topology;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Intake;
import java.util.List;

/**
 * What one receiver gives its batches to: takes each through the filters to the buffers, on the
 * receiver's thread. Called by one thread at a time.
 */
final class SourceIntake implements Intake {
  private final String name;
  private final FlowMetrics metrics;
  private final FilterChain.Workspace filters;
  private final List<SinkStation> sinks;
  private final DeadLetters deadLetters;
  private final RawEvent view = new RawEvent();
  private final BatchEditor editor = new BatchEditor();

  SourceIntake(
      String source, FilterChain filters, List<SinkStation> sinks, DeadLetters deadLetters) {
    this.name = "source." + source;
    this.metrics = new FlowMetrics(name);
    this.filters = filters.workspace();
    this.sinks = List.copyOf(sinks);
    this.deadLetters = deadLetters;
  }

  @Override
  public void accept(Batch batch) {
    metrics.accepted(batch.size());
    Batch filtered;
    try {
      filtered = filters.apply(batch);
    } catch (OutOfMemoryError tooLarge) {
      // A message of many megabytes beside full buffers: it is lost, and the source lives on.
      filters.discard();
      metrics.dropped(batch.size(), "out-of-memory");
      return;
    }
    if (filtered.size() > 0) {
      for (SinkStation sink : sinks) {
        sink.offer(filtered, view, editor);
      }
    }
    metrics.delivered(batch.size());
  }

  @Override
  public void reject(byte[] bytes, String reason, String detail) {
    metrics.accepted(1);
    metrics.dropped(1, reason);
    deadLetters.add(name, reason, detail, bytes, 0, bytes.length);
  }

  @Override
  public void lost(long records, String reason) {
    metrics.accepted(records);
    metrics.dropped(records, reason);
  }

  FlowMetrics.Count count() {
    return metrics.count();
  }
}
