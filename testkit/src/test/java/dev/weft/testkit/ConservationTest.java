package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.FlowMetrics;
import org.junit.jupiter.api.Test;

class ConservationTest {
  private final FlowMetrics station = new FlowMetrics("sink.errors");

  @Test
  void assertHolds_allAccountedFor_passes() {
    station.accepted(10);
    station.delivered(7);
    station.dropped(3, "queue-full");

    Conservation.assertHolds(station.count());
    Conservation.assertHolds(10, 7, station.count());
  }

  @Test
  void assertHolds_oneMissing_namesStationAndNumbers() {
    station.accepted(10);
    station.delivered(7);
    station.dropped(2, "queue-full");

    assertThatThrownBy(() -> Conservation.assertHolds(station.count()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sink.errors: accepted 10 = delivered 7 + dropped {queue-full=2}");
  }

  @Test
  void assertHolds_moreSentThanArrived_fails() {
    station.accepted(10);
    station.delivered(10);

    assertThatThrownBy(() -> Conservation.assertHolds(11, 10, station.count()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sent 11 = arrived 10 + dropped 0");
  }
}
