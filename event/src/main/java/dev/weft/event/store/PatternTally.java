package dev.weft.event.store;

import dev.weft.event.Level;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.LinePattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts events by what line of code said them. It needs a few facts of each, and of each pattern
 * that is shown one record.
 *
 * <p>Used by one thread.
 */
public final class PatternTally {
  private static final Comparator<Group> MOST_FIRST =
      Comparator.comparingLong(Group::count).reversed().thenComparing(Group::pattern);

  private final Map<String, Group> groups = new HashMap<>();

  private PatternTally() {}

  /** An empty one. */
  public static PatternTally create() {
    return new PatternTally();
  }

  /** The group of that {@linkplain LinePattern#id pattern}. */
  public Group group(String pattern) {
    return groups.computeIfAbsent(pattern, Group::new);
  }

  /** Counts a match, in any order; one that no line of code said is passed over. */
  public void add(StoredEvent event, RawEvent record) throws IOException {
    LinePattern said = LinePattern.of(record).orElse(null);
    if (said != null) {
      group(said.id()).add(Sketch.level(record), event.cursor().micros(), event::cursor);
    }
  }

  /**
   * The most frequent ones, equally frequent ones by id.
   *
   * @param records asked for the newest of each pattern
   */
  public List<PatternGroup> groups(int top, RecordLookup records) throws IOException {
    List<PatternGroup> shown = new ArrayList<>();
    for (Group group : groups.values().stream().sorted(MOST_FIRST).limit(top).toList()) {
      shown.add(group.shown(records));
    }
    return shown;
  }

  /** Events that one line of code said. */
  public static final class Group {
    private final String pattern;
    private Level level = Level.TRACE;
    private long count;
    private Cursor newest = new Cursor(Long.MIN_VALUE, EventId.ofArrival(0));

    private Group(String pattern) {
      this.pattern = pattern;
    }

    /**
     * Counts an event; in any order.
     *
     * @param place asked for only where it may be the newest
     */
    public void add(Level its, long micros, CursorLookup place) throws IOException {
      level = its.atLeast(level) ? its : level;
      count++;
      if (micros >= newest.micros()) {
        Cursor cursor = place.cursor();
        newest = newest.compareTo(cursor) > 0 ? newest : cursor;
      }
    }

    private long count() {
      return count;
    }

    private String pattern() {
      return pattern;
    }

    private PatternGroup shown(RecordLookup records) throws IOException {
      EventId latest = newest.id();
      LinePattern said =
          LinePattern.of(records.record(latest))
              .orElseThrow(() -> new IOException("no line of code said the record of " + latest));
      return new PatternGroup(pattern, said.logger(), said.template(), level, count, latest);
    }
  }
}
