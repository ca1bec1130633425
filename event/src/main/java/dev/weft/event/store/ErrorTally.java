package dev.weft.event.store;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Fingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts errors, which are events of level error and above and those with an exception, into groups
 * of the same fault. It needs a few facts of each, and of each group that is shown one record.
 *
 * <p>Used by one thread.
 */
public final class ErrorTally {
  private static final int PARTS = 24;
  private static final int NEWEST = 5;
  private static final Comparator<Group> MOST_FIRST =
      Comparator.comparingLong(Group::count)
          .reversed()
          .thenComparing(Group::newest, Comparator.reverseOrder());

  private final Map<String, Group> groups = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private ErrorTally() {}

  /** An empty one. */
  public static ErrorTally create() {
    return new ErrorTally();
  }

  /** The group of that {@linkplain Fingerprint#id fault}. */
  public Group group(String fault) {
    return groups.computeIfAbsent(fault, Group::new);
  }

  /** Counts a match if it is an error; in any order. */
  public void add(StoredEvent event, RawEvent record) throws IOException {
    Fingerprint fault = Fingerprint.of(record).orElse(null);
    if (fault != null) {
      ScopeId task = event.id().scope();
      String root = task == null ? null : task.root();
      Group group = group(fault.id());
      group.add(event.cursor().micros(), root, Sketch.host(record), event::cursor);
      group.reach(event.cursor());
    }
  }

  /**
   * The most frequent groups, of equally frequent ones the latest.
   *
   * @param selection whose time the sparks reach over; where it is open, from the first error, or
   *     to the last
   * @param records asked for the newest of each group
   */
  public List<ErrorGroup> groups(Selection selection, int top, RecordLookup records)
      throws IOException {
    long from = selection.from() == null ? first : Micros.from(selection.from());
    long to = selection.to() == null ? last + 1 : Micros.to(selection.to());
    double part = Math.max(1, ((double) to - (double) from) / PARTS);
    List<ErrorGroup> shown = new ArrayList<>();
    for (Group group : groups.values().stream().sorted(MOST_FIRST).limit(top).toList()) {
      shown.add(group.shown(from, part, records));
    }
    return shown;
  }

  /** Errors of one fault. */
  public final class Group {
    private final String fault;
    private final List<Cursor> newest = new ArrayList<>();
    private final Set<String> trees = new HashSet<>();
    private final Map<String, long[]> hosts = new HashMap<>();
    private long[] times = new long[4];
    private int count;
    private Cursor earliest = new Cursor(Long.MAX_VALUE, EventId.ofArrival(0));

    private Group(String fault) {
      this.fault = fault;
    }

    /**
     * Counts an error; in any order. Whoever counts also says which is the {@linkplain #reach
     * first}.
     *
     * @param root of its tree; null outside every task
     * @param place asked for only where it may be among the newest
     */
    public void add(long micros, @Nullable String root, @Nullable String host, CursorLookup place)
        throws IOException {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = micros;
      first = Math.min(first, micros);
      last = Math.max(last, micros);
      if (root != null) {
        trees.add(root);
      }
      if (host != null) {
        hosts.computeIfAbsent(host, unused -> new long[1])[0]++;
      }
      if (newest.size() < NEWEST || micros >= newest.get(NEWEST - 1).micros()) {
        keep(place.cursor());
      }
    }

    /**
     * Says where an error is, of which the first counts. Not asked for each: who counts from the
     * newest to the oldest, as an index does, meets one that is earlier each time.
     */
    public void reach(Cursor cursor) {
      earliest = earliest.compareTo(cursor) < 0 ? earliest : cursor;
    }

    private void keep(Cursor cursor) {
      newest.add(cursor);
      newest.sort(Comparator.reverseOrder());
      if (newest.size() > NEWEST) {
        newest.remove(NEWEST);
      }
    }

    private long count() {
      return count;
    }

    private Cursor newest() {
      return newest.get(0);
    }

    private ErrorGroup shown(long from, double part, RecordLookup records) throws IOException {
      EventId latest = newest().id();
      Fingerprint said =
          Fingerprint.of(records.record(latest))
              .orElseThrow(() -> new IOException("the record of " + latest + " is no error"));
      return new ErrorGroup(
          fault,
          said.title(),
          said.message(),
          said.place(),
          said.reasons(),
          count,
          trees.size(),
          earliest,
          newest(),
          byHost(),
          spark(from, part),
          newest.stream().map(Cursor::id).toList());
    }

    private Map<String, Long> byHost() {
      Map<String, Long> counts = new TreeMap<>();
      hosts.forEach((host, errors) -> counts.put(host, errors[0]));
      return counts;
    }

    private List<Long> spark(long from, double part) {
      long[] parts = new long[PARTS];
      for (int i = 0; i < count; i++) {
        parts[(int) Math.min(PARTS - 1, ((double) times[i] - (double) from) / part)]++;
      }
      return Arrays.stream(parts).boxed().toList();
    }
  }
}
