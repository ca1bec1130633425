package dev.weft.event.flow;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one station: what it accepted, what it delivered, what it dropped and why.
 * Together they obey the conservation law: at rest, {@code accepted = delivered + dropped}; under
 * way, the difference is what the station holds.
 *
 * <p>Counts records, not batches. Usable from any thread; counting never blocks. Alert on any
 * reason in {@code dropped} that grows.
 */
public final class FlowMetrics {
  private final String station;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final ConcurrentHashMap<String, LongAdder> dropped = new ConcurrentHashMap<>();

  /** Counters of a station of that name, such as {@code sink.errors}. */
  public FlowMetrics(String station) {
    this.station = station;
  }

  /** Counts records taken on. */
  public void accepted(long records) {
    accepted.add(records);
  }

  /** Counts records passed on. */
  public void delivered(long records) {
    delivered.add(records);
  }

  /** Counts records given up, by a short stable reason such as {@code queue-full}. */
  public void dropped(long records, String reason) {
    if (records != 0) {
      dropped.computeIfAbsent(reason, unused -> new LongAdder()).add(records);
    }
  }

  /** The counters now. Under way the three may be some records apart. */
  public Count count() {
    // Read in the order of an event's walk backwards, so that the held number is never seen
    // negative.
    Map<String, Long> drops = new TreeMap<>();
    dropped.forEach((reason, number) -> drops.put(reason, number.sum()));
    long out = delivered.sum();
    return new Count(station, accepted.sum(), out, drops);
  }

  /**
   * What a station has counted.
   *
   * @param station its name
   * @param accepted records taken on
   * @param delivered records passed on
   * @param dropped records given up, by reason
   */
  public record Count(String station, long accepted, long delivered, Map<String, Long> dropped) {
    /** Copies the reasons. */
    public Count {
      dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }

    /** All records given up. */
    public long droppedTotal() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records taken on and neither passed on nor given up yet. Zero at rest. */
    public long held() {
      return accepted - delivered - droppedTotal();
    }
  }
}
