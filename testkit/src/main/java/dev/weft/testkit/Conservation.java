package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.FlowMetrics;

/** Asserts that nothing vanishes: what a station accepted it delivered, or dropped and counted. */
public final class Conservation {
  private Conservation() {}

  /**
   * Asserts that each station, at rest, has accepted as many records as it has delivered and
   * dropped.
   */
  public static void assertHolds(FlowMetrics.Count... stations) {
    for (FlowMetrics.Count station : stations) {
      assertThat(station.delivered() + station.droppedTotal())
          .as(
              "%s: accepted %d = delivered %d + dropped %s",
              station.station(), station.accepted(), station.delivered(), station.dropped())
          .isEqualTo(station.accepted());
    }
  }

  /**
   * Asserts that what was sent into the first of a row of stations left the last, or was dropped
   * and counted by one of them.
   *
   * @param sent records given to the first station
   * @param arrived records seen behind the last
   * @param stations in the order of the walk
   */
  public static void assertHolds(long sent, long arrived, FlowMetrics.Count... stations) {
    assertHolds(stations);
    long dropped = 0;
    for (FlowMetrics.Count station : stations) {
      dropped += station.droppedTotal();
    }
    assertThat(arrived + dropped)
        .as("sent %d = arrived %d + dropped %d", sent, arrived, dropped)
        .isEqualTo(sent);
  }
}
