package dev.weft.daemon.topology;

import dev.weft.event.flow.FlowMetrics;
import java.util.List;
import java.util.Optional;

/**
 * What all stations of a collector have counted, read against the stream, so that no record is seen
 * behind a station before it is seen in front of it.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param sources what each source received, and dropped since it was no record
 * @param filters what each filter let pass, in their order
 * @param sinks what each sink delivered, dropped and holds
 * @param deadLetters samples that were to be kept: accepted, kept in the file (delivered), and not
 *     kept, by reason
 */
public record Counts(
    List<FlowMetrics.Count> sources,
    List<FlowMetrics.Count> filters,
    List<SinkCount> sinks,
    FlowMetrics.Count deadLetters) {
  /**
   * What one sink has counted.
   *
   * @param count its records
   * @param passedBy records that its {@code when} does not match
   * @param trouble why it cannot deliver now
   */
  public record SinkCount(FlowMetrics.Count count, long passedBy, Optional<String> trouble) {
    long seen() {
      return count.accepted() + passedBy;
    }
  }

  /** Copies the lists. */
  public Counts {
    sources = List.copyOf(sources);
    filters = List.copyOf(filters);
    sinks = List.copyOf(sinks);
  }

  /** Records received by all sources, those included that turned out to be none. */
  public long received() {
    return sources.stream().mapToLong(FlowMetrics.Count::accepted).sum();
  }

  /** Records that the sources passed on to the filters. */
  public long passedOn() {
    return sources.stream().mapToLong(FlowMetrics.Count::delivered).sum();
  }

  /** Records held anywhere: on their way, or waiting for a sink; counted once for each sink. */
  public long held() {
    return sources.stream().mapToLong(FlowMetrics.Count::held).sum()
        + sinks.stream().mapToLong(sink -> sink.count().held()).sum();
  }

  /**
   * Whether every record is accounted for: received = filtered + delivered + dropped +
   * dead-lettered + held, for each sink. While records are on their way this holds up to those.
   */
  public boolean conserved() {
    return unaccounted() == 0;
  }

  /** How many records have vanished; negative when more left a station than came to it. */
  public long unaccounted() {
    long underWay = sources.stream().mapToLong(FlowMetrics.Count::held).sum();
    long worst = 0;
    long before = passedOn();
    for (FlowMetrics.Count filter : filters) {
      worst = worse(worst, before - filter.accepted(), underWay);
      worst = worse(worst, filter.held(), 0);
      before = filter.delivered();
    }
    for (SinkCount sink : sinks) {
      worst = worse(worst, before - sink.seen(), underWay);
      worst = worse(worst, Math.min(0, sink.count().held()), 0);
    }
    return worst;
  }

  private static long worse(long worst, long difference, long underWay) {
    long beyond = Math.abs(difference) <= underWay ? 0 : difference;
    return Math.abs(beyond) > Math.abs(worst) ? beyond : worst;
  }
}
