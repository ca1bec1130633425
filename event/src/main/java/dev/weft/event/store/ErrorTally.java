package dev.weft.event.store;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts errors, which are events of level error and above and those with an exception, into groups
 * of the same fault. Used by one thread.
 */
public final class ErrorTally {
  private static final int PARTS = 24;
  private static final int NEWEST = 5;
  private static final Comparator<ErrorGroup> MOST_FIRST =
      Comparator.comparingLong(ErrorGroup::count)
          .reversed()
          .thenComparing(ErrorGroup::last, Comparator.reverseOrder());

  private final Map<String, Group> groups = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private ErrorTally() {}

  /** An empty one. */
  public static ErrorTally create() {
    return new ErrorTally();
  }

  /** Counts a match if it is an error; in any order. */
  public void add(StoredEvent event, RawEvent record) {
    Fingerprint fault = Fingerprint.of(record).orElse(null);
    if (fault != null) {
      groups.computeIfAbsent(fault.id(), unused -> new Group(fault)).add(event, record);
      first = Math.min(first, event.cursor().micros());
      last = Math.max(last, event.cursor().micros());
    }
  }

  /**
   * The most frequent groups, of equally frequent ones the latest.
   *
   * @param selection whose time the sparks reach over; where it is open, from the first error, or
   *     to the last
   */
  public List<ErrorGroup> groups(Selection selection, int top) {
    long from = selection.from() == null ? first : Micros.from(selection.from());
    long to = selection.to() == null ? last + 1 : Micros.to(selection.to());
    double part = Math.max(1, ((double) to - (double) from) / PARTS);
    return groups.values().stream()
        .map(group -> group.group(from, part))
        .sorted(MOST_FIRST)
        .limit(top)
        .toList();
  }

  private static final class Group {
    private final Fingerprint fault;
    private final List<StoredEvent> newest = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Set<String> trees = new HashSet<>();
    private final Map<String, Long> hosts = new TreeMap<>();
    private Cursor first;

    Group(Fingerprint fault) {
      this.fault = fault;
      this.first = new Cursor(Long.MAX_VALUE, EventId.ofArrival(0));
    }

    void add(StoredEvent event, RawEvent record) {
      times.add(event.cursor().micros());
      first = first.compareTo(event.cursor()) < 0 ? first : event.cursor();
      ScopeId task = event.id().scope();
      if (task != null) {
        trees.add(task.root());
      }
      String host = Sketch.host(record);
      if (host != null) {
        hosts.merge(host, 1L, Long::sum);
      }
      newest.add(event);
      newest.sort(Comparator.comparing(StoredEvent::cursor).reversed());
      if (newest.size() > NEWEST) {
        newest.remove(NEWEST);
      }
    }

    ErrorGroup group(long from, double part) {
      List<Long> spark = new ArrayList<>(Collections.nCopies(PARTS, 0L));
      for (long time : times) {
        int place = (int) Math.min(PARTS - 1, ((double) time - (double) from) / part);
        spark.set(place, spark.get(place) + 1);
      }
      StoredEvent latest = newest.get(0);
      Fingerprint shown = Fingerprint.of(latest.view()).orElse(fault);
      return new ErrorGroup(
          fault.id(),
          fault.title(),
          shown.message(),
          shown.place(),
          fault.reasons(),
          times.size(),
          trees.size(),
          first,
          latest.cursor(),
          hosts,
          spark,
          newest.stream().map(StoredEvent::id).toList());
    }
  }
}
