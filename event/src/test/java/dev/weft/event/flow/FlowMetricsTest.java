package dev.weft.event.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowMetricsTest {
  @Test
  void counters_obeyTheConservationLaw() {
    FlowMetrics metrics = new FlowMetrics("sink.errors");
    metrics.accepted(10);
    metrics.delivered(6);
    metrics.dropped(2, "queue-full");
    metrics.dropped(1, "queue-full");
    metrics.dropped(0, "never");

    FlowMetrics.Count count = metrics.count();
    assertThat(count.station()).isEqualTo("sink.errors");
    assertThat(count.dropped()).isEqualTo(Map.of("queue-full", 3L));
    assertThat(count.droppedTotal()).isEqualTo(3);
    assertThat(count.held()).isEqualTo(1);
  }

  @Test
  void count_doesNotChangeLater() {
    FlowMetrics metrics = new FlowMetrics("s");
    FlowMetrics.Count before = metrics.count();
    metrics.dropped(1, "late");

    assertThat(before.dropped()).isEmpty();
  }
}
