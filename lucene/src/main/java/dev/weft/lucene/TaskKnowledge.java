package dev.weft.lucene;

import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.EventId;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TaskTable;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What is known of tasks: reads of a tree the few records that tell of its tasks, and remembers the
 * trees that were asked for last.
 *
 * <p>Used by one thread, for one view.
 */
final class TaskKnowledge {
  private static final int MOST_TREES = 2000;
  // Of larger trees only the tasks that are asked for are read.
  private static final int LARGE_TREE = 5000;

  private final View view;
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
    this.nowMicros = nowMicros;
  }

  /** The telling events of a tree by task, and what was read of them. */
  private static final class Known {
    private final Map<String, Telling> tellings = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final TaskTable table = TaskTable.create();
  }

  /** Where the begin, the end and the last record of a task are. */
  private static final class Telling {
    private @Nullable Place begin;
    private @Nullable Place end;
    private @Nullable Place last;

    void add(Place place, TreeEntry.Kind kind) {
      if (place.number == 0) {
        begin = place;
      }
      if (kind == TreeEntry.Kind.END && (end == null || place.number > end.number)) {
        end = place;
      }
      if (last == null || place.number > last.number) {
        last = place;
      }
    }
  }

  private record Place(long number, Slice slice, long micros, long arrival) {}

  @Nullable TaskFacts facts(ScopeId task) throws IOException {
    Known known = known(task.root());
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
    TreeEvents.forEach(
        view,
        tree(root),
        (slice, columns, doc) -> {
          EventId id = SortKey.id(columns.key());
          known
              .tellings
              .computeIfAbsent(id.place(), unused -> new Telling())
              .add(
                  new Place(id.number(), slice, columns.micros(), columns.arrival()),
                  Traits.kind(columns.traits()));
          return true;
        });
    if (known.tellings.size() < LARGE_TREE) {
      for (String task : Set.copyOf(known.tellings.keySet())) {
        read(known, task);
      }
    }
    return known;
  }

  static TermQuery tree(String root) {
    BytesRef term = new TermStream().put(Columns.ROOT).put(root, Columns.LONGEST_ROOT).take();
    return new TermQuery(new Term(Columns.TERMS, term));
  }

  private void read(Known known, String task) throws IOException {
    Telling telling = known.tellings.get(task);
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
              new dev.weft.event.store.Cursor(place.micros, new EventId(place.number, task)),
              place.arrival,
              block.copy(place.arrival)));
    }
  }
}
