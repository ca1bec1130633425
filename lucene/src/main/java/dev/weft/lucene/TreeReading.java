package dev.weft.lucene;

import dev.weft.event.Event;
import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.EventId;
import dev.weft.event.store.TreeEntries;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReader;

/**
 * Reads the entries of one tree from the columns of all segments, by path and number.
 *
 * <p>Records are read only where an older Python client may have ended a task without saying so:
 * its last record is of the logger that such ends have.
 *
 * <p>Used by one thread, for one question.
 */
final class TreeReading {
  private final TaskKnowledge knowledge;
  private final Map<LeafReader, TreeLeaf> leaves = new LinkedHashMap<>();
  private final TreeEntries.Builder entries;
  private final List<Integer> perhapsEnds = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  private TreeReading(String root, TaskKnowledge knowledge) {
    this.knowledge = knowledge;
    this.entries = new TreeEntries.Builder(root);
  }

  static TreeEntries of(View view, String root, TaskKnowledge knowledge) throws IOException {
    TreeReading reading = new TreeReading(root, knowledge);
    reading.gather(view, root);
    reading.merge();
    reading.conclude();
    return reading.entries.build();
  }

  private void gather(View view, String root) throws IOException {
    TreeEvents.forEach(
        view,
        TaskKnowledge.tree(root),
        (slice, at, doc) -> {
          TreeLeaf leaf = leaves.get(at.leaf().reader());
          if (leaf == null) {
            leaf = new TreeLeaf(at.leaf().reader());
            leaves.put(at.leaf().reader(), leaf);
          }
          leaf.add(at, doc);
          return true;
        });
  }

  private void merge() throws IOException {
    PriorityQueue<TreeLeaf> next = new PriorityQueue<>(Comparator.comparing(TreeLeaf::key));
    for (TreeLeaf leaf : leaves.values()) {
      leaf.sort();
      if (leaf.next()) {
        next.add(leaf);
      }
    }
    Patience patience = new Patience();
    Task task = new Task("");
    while (!next.isEmpty()) {
      TreeLeaf leaf = next.remove();
      patience.check();
      TreeEntry entry = leaf.entry();
      EventId id = entry.cursor().id();
      if (!id.place().equals(task.place)) {
        ended(task);
        task = new Task(id.place());
      }
      task.add(entry, leaf.mayEnd());
      entries.add(entry);
      if (leaf.next()) {
        next.add(leaf);
      }
    }
    ended(task);
  }

  /** What matters of a task for whether its end can be concluded. */
  private static final class Task {
    private final String place;
    private boolean begun;
    private boolean ended;
    private boolean mayEnd;

    Task(String place) {
      this.place = place;
    }

    void add(TreeEntry entry, boolean itsLastMayEnd) {
      begun |= entry.cursor().id().number() == 0;
      ended |= entry.kind() == TreeEntry.Kind.END;
      mayEnd = itsLastMayEnd && entry.cursor().id().number() > 0;
    }
  }

  private void ended(Task task) {
    if (task.begun && !task.ended && task.mayEnd) {
      perhapsEnds.add(entries.size() - 1);
      places.add(task.place);
    }
  }

  private void conclude() throws IOException {
    for (int i = 0; i < places.size(); i++) {
      ScopeId task = new ScopeId(places.get(i));
      TaskFacts facts = knowledge.concludedEnd(task) == null ? null : knowledge.facts(task);
      if (facts != null) {
        String how = facts.status().toUpperCase(Locale.ROOT);
        entries.conclude(perhapsEnds.get(i), Event.Outcome.valueOf(how));
      }
    }
  }
}
