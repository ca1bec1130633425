package dev.weft.lucene;

import dev.weft.event.Event;
import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.TreeEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

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
  private final List<TreeLeaf> leaves = new ArrayList<>();
  private final TreeEntries.Builder entries;
  private final KeyWalk walk;
  private final List<Integer> perhapsEnds = new ArrayList<>();
  private @Nullable LeafReader reader;
  // Of the task where it is, what matters for whether its end can be concluded.
  private boolean begun;
  private boolean ended;
  private boolean mayEnd;

  private TreeReading(String root, TaskKnowledge knowledge) {
    this.knowledge = knowledge;
    this.entries = new TreeEntries.Builder(root);
    this.walk = new KeyWalk(entries);
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
        TreeLookup.query(root),
        (slice, at, doc) -> {
          leaf(at.leaf().reader()).add(at, doc);
          return true;
        });
  }

  @SuppressWarnings("ReferenceEquality") // is it the same segment? They come one by one
  private TreeLeaf leaf(LeafReader its) throws IOException {
    if (its != reader) {
      reader = its;
      leaves.add(new TreeLeaf(its));
    }
    return leaves.get(leaves.size() - 1);
  }

  private void merge() throws IOException {
    PriorityQueue<TreeLeaf> next = new PriorityQueue<>(Comparator.comparing(TreeLeaf::key));
    for (TreeLeaf leaf : leaves) {
      leaf.sort(entries);
      if (leaf.next()) {
        next.add(leaf);
      }
    }
    Patience patience = new Patience();
    while (!next.isEmpty()) {
      TreeLeaf leaf = next.remove();
      TreeLeaf other = next.peek();
      boolean more = true;
      // What is near each other in a tree mostly stands in one segment.
      while (more && (other == null || leaf.key().compareTo(other.key()) <= 0)) {
        patience.check();
        add(leaf);
        more = leaf.next();
      }
      if (more) {
        next.add(leaf);
      }
    }
    taskIsOver();
  }

  private void add(TreeLeaf leaf) throws IOException {
    long number = walk.go(leaf.key());
    if (walk.moved()) {
      taskIsOver();
    }
    leaf.addTo(entries, number);
    begun |= number == 0;
    ended |= leaf.ends();
    mayEnd = leaf.mayEnd() && number > 0;
  }

  private void taskIsOver() {
    if (begun && !ended && mayEnd) {
      perhapsEnds.add(entries.size() - 1);
    }
    begun = false;
    ended = false;
    mayEnd = false;
  }

  private void conclude() throws IOException {
    for (int end : perhapsEnds) {
      ScopeId task = new ScopeId(entries.place(end));
      TaskFacts facts = knowledge.concludedEnd(task) == null ? null : knowledge.facts(task);
      if (facts != null) {
        String how = facts.status().toUpperCase(Locale.ROOT);
        entries.conclude(end, Event.Outcome.valueOf(how));
      }
    }
  }
}
