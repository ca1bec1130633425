package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.flow.FlowMetrics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How Weft itself is doing in this process. At rest {@code accepted = delivered + dropped}; under
 * way the difference is what Weft holds. Weft's own records, the announcement of the process and
 * the reports of losses, are in no count.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param accepted records that the program made, keyframes and signs of life of its live objects
 *     included
 * @param delivered records that at least one sender took
 * @param dropped records that no sender got, by reason: {@code queue-full}, {@code queue-bytes},
 *     {@code encoding}, {@code refused}, {@code sender-full}, {@code close}
 * @param droppedByLevel the same records, by level
 * @param queued records in the queue
 * @param senders what each sender took and lost
 * @param lastError what the last failed delivery said
 */
public record WeftStats(
    long accepted,
    long delivered,
    Map<String, Long> dropped,
    Map<Level, Long> droppedByLevel,
    long queued,
    List<FlowMetrics.Count> senders,
    Optional<String> lastError) {
  /** Copies. */
  public WeftStats {
    dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    droppedByLevel = Collections.unmodifiableMap(new TreeMap<>(droppedByLevel));
    senders = List.copyOf(senders);
    requireNonNull(lastError, "lastError");
  }

  /** All records that no sender got. */
  public long droppedTotal() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
