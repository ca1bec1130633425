package dev.weft.lucene;

import dev.weft.event.Event;
import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TaskTable;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What is known of tasks, by columns where these tell it; else it reads the few records that do.
 * Remembers the trees that were asked for last.
 *
 * <p>Used by one thread, for one view.
 */
final class TaskKnowledge {
  private static final int MOST_TREES = 2000;

  private final View view;
  private final TreeLookup lookup;
  private final long nowMicros;
  private final Map<String, Known> trees =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_TREES;
        }
      };

  TaskKnowledge(View view, long nowMicros) {
    this.view = view;
    this.lookup = new TreeLookup(view);
    this.nowMicros = nowMicros;
  }

  /** Where the events of a tree are, what those tell that were asked for, and what was read. */
  private static final class Known {
    private final List<TaskEvents> segments = new ArrayList<>();
    private final Map<String, Telling> tellings = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final TaskTable table = TaskTable.create();

    void add(Slice slice, TreeEvents.LeafColumns columns) throws IOException {
      if (segments.isEmpty() || !segments.get(segments.size() - 1).of(columns)) {
        segments.add(new TaskEvents(slice, columns));
      }
      segments.get(segments.size() - 1).add();
    }

    /** What the task's events tell; null when it has none. */
    @Nullable Telling telling(String task) throws IOException {
      Telling known = tellings.get(task);
      if (known == null) {
        known = new Telling();
        BytesRef beginning = SortKey.in(task);
        for (TaskEvents segment : segments) {
          segment.forEach(beginning, known);
        }
        tellings.put(task, known);
      }
      return known.last == null ? null : known;
    }
  }

  /** Where the begin, the end and the last record of a task are, and what columns say of it. */
  private static final class Telling implements TaskEvents.Visitor {
    private @Nullable Place begin;
    private @Nullable Place end;
    private @Nullable Place last;
    private @Nullable String name;
    private Event.@Nullable Outcome outcome;

    @Override
    public void visit(long number, Slice slice, TreeEvents.LeafColumns columns) throws IOException {
      Place place = new Place(number, slice, columns.micros(), columns.arrival());
      long traits = columns.traits();
      TreeEntry.Kind kind = Traits.kind(traits);
      if (number == 0) {
        begin = place;
        name = kind == TreeEntry.Kind.BEGIN ? name(columns) : null;
      }
      if (kind == TreeEntry.Kind.END && (end == null || number > end.number)) {
        end = place;
        outcome = Traits.outcome(traits);
      }
      if (last == null || number > last.number) {
        last = place;
      }
    }

    private static String name(TreeEvents.LeafColumns columns) throws IOException {
      BytesRef name = columns.name();
      return name == null ? "" : name.utf8ToString();
    }

    /** What is known of the task by columns alone; null when records have to tell. */
    @Nullable TaskFacts facts() {
      Place from = begin;
      Place to = end;
      if (to == null || outcome == null || (from != null && !named())) {
        return null;
      }
      long micros = from == null ? -1 : to.micros - from.micros;
      return new TaskFacts(
          name,
          outcome.name().toLowerCase(Locale.ROOT),
          micros < 0 ? null : Duration.ofNanos(Math.multiplyExact(1000L, micros)));
    }

    private boolean named() {
      return name != null && name.length() < EventDocument.LONGEST_IN_COLUMN;
    }
  }

  private record Place(long number, Slice slice, long micros, long arrival) {}

  @Nullable TaskFacts facts(ScopeId task) throws IOException {
    Known known = known(task.root());
    Telling telling = known.telling(task.value());
    TaskFacts told = telling == null ? null : telling.facts();
    if (told != null) {
      return told;
    }
    ScopeId each = task;
    while (each != null) {
      read(known, each.value());
      each = each.parent().orElse(null);
    }
    return known.table.facts(task, nowMicros);
  }

  /** The record from which a task's end is concluded; null when there is none. */
  @Nullable EventId concludedEnd(ScopeId task) throws IOException {
    Known known = known(task.root());
    read(known, task.value());
    return known.table.concludedEnd(task);
  }

  private Known known(String root) throws IOException {
    Known known = trees.get(root);
    if (known == null) {
      known = look(root);
      trees.put(root, known);
    }
    return known;
  }

  private Known look(String root) throws IOException {
    Known known = new Known();
    lookup.forEach(
        root,
        (slice, columns, doc) -> {
          known.add(slice, columns);
          return true;
        });
    known.segments.forEach(TaskEvents::sort);
    return known;
  }

  /** Finds trees, one after the other. */
  TreeLookup lookup() {
    return lookup;
  }

  private void read(Known known, String task) throws IOException {
    Telling telling = known.telling(task);
    if (telling == null || !known.read.add(task)) {
      return;
    }
    add(known, task, telling.begin);
    add(known, task, telling.end);
    add(known, task, telling.last);
  }

  private void add(Known known, String task, @Nullable Place place) throws IOException {
    if (place != null) {
      Block block = view.block(place.slice, place.arrival);
      known.table.add(
          StoredEvent.of(
              new Cursor(place.micros, new EventId(place.number, task)),
              place.arrival,
              block.copy(place.arrival)));
    }
  }
}
