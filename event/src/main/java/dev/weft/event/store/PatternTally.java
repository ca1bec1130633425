package dev.weft.event.store;

import dev.weft.event.Level;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.LinePattern;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts events by what line of code said them. Used by one thread. */
public final class PatternTally {
  private static final Comparator<PatternGroup> MOST_FIRST =
      Comparator.comparingLong(PatternGroup::count).reversed().thenComparing(PatternGroup::id);

  private final Map<String, Group> groups = new HashMap<>();

  private PatternTally() {}

  /** An empty one. */
  public static PatternTally create() {
    return new PatternTally();
  }

  /** Counts a match; one that no line of code said is passed over. */
  public void add(StoredEvent event, RawEvent record) {
    LinePattern.of(record)
        .ifPresent(said ->
            groups.computeIfAbsent(said.id(), unused -> new Group(said)).add(event, record));
  }

  /** The most frequent ones, equally frequent ones by id. */
  public List<PatternGroup> groups(int top) {
    return groups.values().stream().map(Group::group).sorted(MOST_FIRST).limit(top).toList();
  }

  private static final class Group {
    private final LinePattern said;
    private Level level = Level.TRACE;
    private long count;
    private Cursor newest = new Cursor(Long.MIN_VALUE, EventId.ofArrival(0));

    Group(LinePattern said) {
      this.said = said;
    }

    void add(StoredEvent event, RawEvent record) {
      Level its = Sketch.level(record);
      level = its.atLeast(level) ? its : level;
      newest = newest.compareTo(event.cursor()) > 0 ? newest : event.cursor();
      count++;
    }

    PatternGroup group() {
      return new PatternGroup(said.id(), said.logger(), said.template(), level, count, newest.id());
    }
  }
}
