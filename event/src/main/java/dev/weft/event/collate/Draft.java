package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A task while its records are gathered: those of one source. Used by one thread. */
final class Draft {
  private static final Comparator<Event> STABLE =
      Comparator.<Event>comparingLong(event -> event.sourceNumber().orElse(Long.MAX_VALUE))
          .thenComparing(Event::time)
          .thenComparing(Event::toString);

  private final ScopeId id;
  private final TreeMap<Long, List<Event>> records = new TreeMap<>();
  private final List<Draft> children = new ArrayList<>();
  private boolean repeated;

  Draft(ScopeId id) {
    this.id = id;
  }

  /** Adds a record; false when the same one is there already. */
  boolean add(long number, Event event) {
    List<Event> same = records.computeIfAbsent(number, unused -> new ArrayList<>(1));
    if (same.contains(event)) {
      return false;
    }
    same.add(event);
    same.sort(STABLE);
    return true;
  }

  /** Lets go of all children, so that the forest can be built anew. */
  void detach() {
    children.clear();
  }

  void adopt(Draft child) {
    children.add(child);
  }

  void repeated(boolean isRepeated) {
    repeated = isRepeated;
  }

  ScopeId id() {
    return id;
  }

  List<Draft> children() {
    return children;
  }

  /** Records by number; more than one at a number when the id was used twice in one process. */
  NavigableMap<Long, List<Event>> records() {
    return records;
  }

  boolean isRepeated() {
    return repeated || records.values().stream().anyMatch(same -> same.size() > 1);
  }

  @Nullable Event begin() {
    List<Event> first = records.get(0L);
    return first == null ? null : first.get(0);
  }

  @Nullable Source source() {
    Map.Entry<Long, List<Event>> first = records.firstEntry();
    return first == null ? null : first.getValue().get(0).source();
  }

  boolean sameSource(Draft other) {
    Source mine = source();
    Source theirs = other.source();
    return mine != null && theirs != null && mine.identity().equals(theirs.identity());
  }

  /** The first record's time, else the earliest below; null when there is no record at all. */
  @Nullable Instant firstTime() {
    Map.Entry<Long, List<Event>> first = records.firstEntry();
    if (first != null) {
      return first.getValue().get(0).time();
    }
    return children.stream()
        .map(Draft::firstTime)
        .filter(time -> time != null)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The last record's time; null when there is none. */
  @Nullable Instant lastTime() {
    Map.Entry<Long, List<Event>> last = records.lastEntry();
    return last == null ? null : last.getValue().get(0).time();
  }
}
