package dev.weft.event.store;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Surroundings;
import dev.weft.event.query.TaskFacts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One selection, held against each of the events: finds the matches, and answers what the query
 * asks about what is around them. Made for one question, used by its thread.
 */
final class MemoryMatches implements Surroundings {
  private static final int EVENTS_A_LOOK = 256;
  private static final SearchQuery ALL = SearchQuery.parse("", Clock.systemUTC(), ZoneOffset.UTC);

  private final MemoryEvents events;
  private final SearchQuery query;
  private final long nowMicros;
  private final NavigableMap<Cursor, StoredEvent> range;
  private final RawEvent view = new RawEvent();
  private final List<Set<String>> trees = new ArrayList<>();
  private final List<Set<String>> tasks = new ArrayList<>();
  private final Map<String, ObjectLife> lives = new HashMap<>();
  private @Nullable StoredEvent current;
  private int looked;

  private MemoryMatches(
      MemoryEvents events, SearchQuery query, NavigableMap<Cursor, StoredEvent> range)
      throws IOException {
    this.events = events;
    this.query = query;
    this.range = range;
    this.nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, query.now());
    for (SearchQuery inner : query.inner()) {
      findInner(new MemoryMatches(events, inner, range));
    }
  }

  static MemoryMatches of(MemoryEvents events, Selection selection) throws IOException {
    NavigableMap<Cursor, StoredEvent> range =
        events.between(Micros.from(selection.from()), Micros.to(selection.to()));
    return new MemoryMatches(events, selection.query(), range);
  }

  /** All events. */
  static MemoryMatches all(MemoryEvents events) throws IOException {
    return of(events, new Selection(ALL, null, null));
  }

  private void findInner(MemoryMatches inner) throws IOException {
    Set<String> roots = new HashSet<>();
    Set<String> holding = new HashSet<>();
    inner.forEach((event, record) -> {
      ScopeId task = event.id().scope();
      if (task != null) {
        roots.add(task.root());
        holding.add(task.value());
      }
      return true;
    });
    trees.add(roots);
    tasks.add(holding);
  }

  /** Until when a running task has run: the query's now. */
  long nowMicros() {
    return nowMicros;
  }

  /** Is shown matches. */
  interface Visitor {
    /**
     * Looks at one.
     *
     * @param record a view of it, until the next one
     * @return whether it wants more
     */
    boolean visit(StoredEvent event, RawEvent record) throws IOException;
  }

  /** Shows all matches, oldest first. */
  void forEach(Visitor visitor) throws IOException {
    forEach(range.values(), visitor);
  }

  /** Shows all matches behind a place, in one of the two orders. */
  void forEach(Search.Order order, @Nullable Cursor after, Visitor visitor) throws IOException {
    NavigableMap<Cursor, StoredEvent> ordered =
        order == Search.Order.OLDEST_FIRST ? range : range.descendingMap();
    forEach(behind(ordered, after).values(), visitor);
  }

  private static NavigableMap<Cursor, StoredEvent> behind(
      NavigableMap<Cursor, StoredEvent> ordered, @Nullable Cursor after) {
    if (after == null || ordered.isEmpty()) {
      return ordered;
    }
    // A part of a map refuses a bound outside itself.
    int first = order(ordered, after, ordered.firstKey());
    if (first < 0) {
      return ordered;
    }
    return order(ordered, after, ordered.lastKey()) >= 0
        ? new TreeMap<>()
        : ordered.tailMap(after, false);
  }

  private static int order(NavigableMap<Cursor, StoredEvent> map, Cursor left, Cursor right) {
    return map.comparator() == null ? left.compareTo(right) : map.comparator().compare(left, right);
  }

  private void forEach(Collection<StoredEvent> candidates, Visitor visitor) throws IOException {
    for (StoredEvent event : candidates) {
      checkInterrupt();
      current = event;
      if (query.matches(view.over(event.json()), this) && !visitor.visit(event, view)) {
        return;
      }
    }
  }

  private void checkInterrupt() throws IOException {
    if (++looked % EVENTS_A_LOOK == 0 && Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while searching");
    }
  }

  @Override
  public boolean treeHolds(int inner, String root) {
    return trees.get(inner).contains(root);
  }

  @Override
  public boolean taskHolds(int inner, ScopeId task) {
    return tasks.get(inner).contains(task.value());
  }

  @Override
  public @Nullable TaskFacts task(ScopeId task) {
    return events.tasks().facts(task, nowMicros);
  }

  @Override
  public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
    StoredEvent event = current;
    if (event == null) {
      return null;
    }
    return lives
        .computeIfAbsent(objectId, id -> ObjectLife.of(events.object(id)))
        .before(event.id(), field);
  }
}
