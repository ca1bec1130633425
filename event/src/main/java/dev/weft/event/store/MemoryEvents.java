package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
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

/** The events of a {@link MemoryStore} in all orders that it needs. The store's lock guards it. */
final class MemoryEvents {
  /** What an event takes beside its bytes: objects, entries of the maps, its share of names. */
  private static final long OVERHEAD = 300;

  private static final EventId LEAST = new EventId(0, "0");

  private final TreeMap<Cursor, StoredEvent> inOrder = new TreeMap<>();
  private final Map<EventId, StoredEvent> byId = new HashMap<>();
  private final List<StoredEvent> arrivals = new ArrayList<>();
  private final TreeMap<String, TreeMap<EventId, StoredEvent>> trees = new TreeMap<>();
  private final Map<String, List<StoredEvent>> objects = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final TaskTable tasks = TaskTable.create();
  private final RawEvent view = new RawEvent();
  private long bytes;
  private long duplicates;

  /** The records of a batch that are new, as the events they would be; changes nothing. */
  List<StoredEvent> fresh(Batch batch) {
    List<StoredEvent> fresh = new ArrayList<>();
    Set<EventId> seen = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      RawEvent record = batch.view(i, view);
      if (EventIdentity.kept(record)) {
        long arrival = arrivals.size() + fresh.size() + 1L;
        EventId id = EventIdentity.of(record, arrival);
        if (!byId.containsKey(id) && seen.add(id)) {
          Cursor cursor = new Cursor(EventIdentity.micros(record), shared(id));
          fresh.add(StoredEvent.of(cursor, arrival, record.toBytes()));
        }
      }
    }
    return fresh;
  }

  /** How many records of a batch are events, new or not. */
  int events(Batch batch) {
    int events = 0;
    for (int i = 0; i < batch.size(); i++) {
      events += EventIdentity.kept(batch.view(i, view)) ? 1 : 0;
    }
    return events;
  }

  // A task's events share one text.
  private EventId shared(EventId id) {
    String known = places.get(id.place());
    return known == null ? id : new EventId(id.number(), known);
  }

  static long weight(List<StoredEvent> events) {
    return events.stream().mapToLong(event -> event.json().length + OVERHEAD).sum();
  }

  void add(List<StoredEvent> fresh, int repeated) {
    for (StoredEvent event : fresh) {
      places.putIfAbsent(event.id().place(), event.id().place());
      inOrder.put(event.cursor(), event);
      byId.put(event.id(), event);
      arrivals.add(event);
      view.over(event.json());
      tasks.add(view, event.id(), event.cursor().micros());
      ScopeId task = event.id().scope();
      if (task != null) {
        trees.computeIfAbsent(task.root(), unused -> new TreeMap<>()).put(event.id(), event);
      }
      String object = Sketch.objectId(view);
      if (object != null) {
        objects.computeIfAbsent(object, unused -> new ArrayList<>()).add(event);
      }
    }
    bytes += weight(fresh);
    duplicates += repeated;
  }

  /** Events in total order, from a time, included, to another, not included. */
  NavigableMap<Cursor, StoredEvent> between(long fromMicros, long toMicros) {
    if (fromMicros >= toMicros) {
      return new TreeMap<>();
    }
    NavigableMap<Cursor, StoredEvent> from = inOrder;
    if (fromMicros != Long.MIN_VALUE) {
      from = from.tailMap(new Cursor(fromMicros, LEAST), true);
    }
    return toMicros == Long.MAX_VALUE ? from : from.headMap(new Cursor(toMicros, LEAST), false);
  }

  @Nullable StoredEvent find(EventId id) {
    return byId.get(id);
  }

  /** The record of an event that was found here. */
  RawEvent record(EventId id) {
    return requireNonNull(byId.get(id), id::toString).view();
  }

  List<StoredEvent> arrivals() {
    return arrivals;
  }

  /** The roots from that text on, in the order of their characters. */
  Collection<String> rootsFrom(String prefix) {
    return trees.tailMap(prefix, true).keySet();
  }

  /** A tree's events by path and number; empty for an unknown tree. */
  NavigableMap<EventId, StoredEvent> tree(String root) {
    TreeMap<EventId, StoredEvent> tree = trees.get(root);
    return tree == null ? new TreeMap<>() : tree;
  }

  /** An object's changes in the order of their arrival. */
  List<StoredEvent> object(String id) {
    return objects.getOrDefault(id, List.of());
  }

  TaskTable tasks() {
    return tasks;
  }

  long bytes() {
    return bytes;
  }

  StoreState state() {
    return new StoreState(
        arrivals.size(),
        bytes,
        arrivals.size(),
        duplicates,
        0,
        inOrder.isEmpty() ? null : inOrder.firstKey(),
        inOrder.isEmpty() ? null : inOrder.lastKey(),
        Long.MIN_VALUE,
        null,
        null);
  }
}
