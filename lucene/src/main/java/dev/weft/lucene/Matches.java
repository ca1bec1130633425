package dev.weft.lucene;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what matches a query within a time. The index gives candidates; where it cannot tell
 * exactly, the record decides.
 *
 * <p>Used by one thread, for one question.
 */
final class Matches {
  private static final int MOST_LOOKED_AT = 200_000;

  private final View view;
  private final SearchQuery query;
  private final Bounds bounds;
  private final Questions questions;
  private final List<Set<String>> trees;
  private final Around around;
  private final RawEvent record = new RawEvent();
  private final Patience patience = new Patience();

  private Matches(
      View view,
      SearchQuery query,
      Bounds bounds,
      Questions questions,
      List<Set<String>> trees,
      Around around) {
    this.trees = trees;
    this.view = view;
    this.query = query;
    this.bounds = bounds;
    this.questions = questions;
    this.around = around;
  }

  static Matches of(View view, SearchQuery query, Bounds bounds, TaskKnowledge knowledge)
      throws IOException {
    List<Set<String>> trees = new ArrayList<>();
    List<Set<String>> tasks = new ArrayList<>();
    for (SearchQuery inner : query.inner()) {
      Set<String> roots = new HashSet<>();
      Set<String> holding = new HashSet<>();
      of(view, inner, bounds, knowledge)
          .forEach((match, matches) -> {
            ScopeId task = match.columns().cursor().id().scope();
            if (task != null) {
              roots.add(task.root());
              holding.add(task.value());
            }
          });
      trees.add(roots);
      tasks.add(holding);
    }
    Around around = new Around(trees, tasks, knowledge, new ObjectChanges(view));
    return new Matches(view, query, bounds, new Questions(view, query, trees, null), trees, around);
  }

  /** Those of the matches that the index finds so, too. */
  Matches like(Query required) {
    Questions fewer = new Questions(view, query, trees, required);
    return new Matches(view, query, bounds, fewer, trees, around);
  }

  Around around() {
    return around;
  }

  /** Says which event the surroundings are asked about. */
  void at(EventId event) {
    around.at(event);
  }

  View view() {
    return view;
  }

  /**
   * Where a match is, until the next one: one object for each of some millions would keep the
   * collector of garbage busy.
   */
  record Found(Slice slice, TreeEvents.LeafColumns columns) {
    int doc() {
      return columns.doc();
    }
  }

  /** Is shown matches. */
  interface Visitor {
    /** Looks at one, and does not keep it; {@link Matches#record(Found)} reads it. */
    void visit(Found match, Matches matches) throws IOException;
  }

  /** Shows all matches, in no order. */
  void forEach(Visitor visitor) throws IOException {
    forEach(1, visitor);
  }

  /**
   * Shows one in so many matches, whole blocks of records at a time.
   *
   * @param sampling 1 for all
   */
  void forEach(int sampling, Visitor visitor) throws IOException {
    if (bounds.empty()) {
      return;
    }
    for (Slice slice : view.slices(bounds.from(), bounds.to())) {
      Questions.Asked asked = questions.of(slice);
      for (LeafReaderContext leaf : view.leaves(slice)) {
        forEach(slice, leaf, asked, sampling, visitor);
      }
    }
  }

  private void forEach(
      Slice slice, LeafReaderContext leaf, Questions.Asked asked, int sampling, Visitor visitor)
      throws IOException {
    Scorer scorer = asked.weight().scorer(leaf);
    if (scorer == null) {
      return;
    }
    SortedLeaf sorted = new SortedLeaf(leaf.reader());
    int low = bounds.to() == Long.MAX_VALUE ? 0 : sorted.firstBefore(bounds.to());
    int high =
        bounds.from() == Long.MIN_VALUE
            ? leaf.reader().maxDoc()
            : sorted.firstBefore(bounds.from());
    if (low >= high) {
      return;
    }
    TreeEvents.LeafColumns columns = new TreeEvents.LeafColumns(leaf);
    Found found = new Found(slice, columns);
    DocIdSetIterator documents = scorer.iterator();
    for (int doc = documents.advance(low); doc < high; doc = documents.nextDoc()) {
      patience.check();
      columns.at(doc);
      if (sampling > 1 && !sampled(columns.arrival(), sampling)) {
        continue;
      }
      if (asked.exact() || matches(found)) {
        visitor.visit(found, this);
      }
    }
  }

  /** Neighbours together, since they lie in one block. */
  private static boolean sampled(long arrival, int sampling) {
    long mixed = (arrival >>> 6) * 0x9E3779B97F4A7C15L;
    return Long.remainderUnsigned(mixed >>> 20, sampling) == 0;
  }

  private boolean matches(Found found) throws IOException {
    return matches(record(found), found.columns.cursor().id());
  }

  private boolean matches(RawEvent event, EventId id) throws IOException {
    around.at(id);
    try {
      return query.matches(event, around);
    } catch (UncheckedIOException failed) {
      throw new IOException(failed.getCause());
    }
  }

  /** A view of the record, until the next one. */
  RawEvent record(Found found) throws IOException {
    return record(found.slice, found.columns.arrival());
  }

  private RawEvent record(Slice slice, long arrival) throws IOException {
    Block block = view.block(slice, arrival);
    return record.over(block.bytes(), block.start(arrival), block.end(arrival));
  }

  /** As {@link #record}, with the surroundings at the event. */
  RawEvent recordToRead(Found found) throws IOException {
    around.at(found.columns.cursor().id());
    return record(found);
  }

  /** What is known of the task around a match; null for nothing, or outside every task. */
  @Nullable TaskFacts task(Found found) throws IOException {
    ScopeId task = found.columns.cursor().id().scope();
    return task == null ? null : around.task(task);
  }

  StoredEvent event(Found found) throws IOException {
    return TreeEvents.event(view, found.slice, found.columns);
  }

  /** About how many candidates there are; never less than one for a match. */
  long candidates() throws IOException {
    long sum = 0;
    if (bounds.empty()) {
      return 0;
    }
    for (Slice slice : view.slices(bounds.from(), bounds.to())) {
      Questions.Asked asked = questions.of(slice);
      for (LeafReaderContext leaf : view.leaves(slice)) {
        Scorer scorer = asked.weight().scorer(leaf);
        if (scorer != null) {
          sum += Math.min(scorer.iterator().cost(), within(leaf));
        }
      }
    }
    return sum;
  }

  private int within(LeafReaderContext leaf) throws IOException {
    SortedLeaf sorted = new SortedLeaf(leaf.reader());
    int low = bounds.to() == Long.MAX_VALUE ? 0 : sorted.firstBefore(bounds.to());
    int high =
        bounds.from() == Long.MIN_VALUE
            ? leaf.reader().maxDoc()
            : sorted.firstBefore(bounds.from());
    return Math.max(0, high - low);
  }

  /** Whether no record has to be read to tell all matches. */
  boolean exact() throws IOException {
    for (Slice slice : view.slices(bounds.from(), bounds.to())) {
      if (!questions.of(slice).exact()) {
        return false;
      }
    }
    return true;
  }

  /** Whether columns tell all values of a field. */
  boolean inColumn(String field) throws IOException {
    if (!EventDocument.PARTLY_IN_COLUMNS.contains(field)) {
      return true;
    }
    for (Slice slice : view.slices(bounds.from(), bounds.to())) {
      IndexTerms terms = new IndexTerms(view.reader(slice));
      if (terms.has(terms.bare(Columns.BUILT_IN, field, 600))) {
        return false;
      }
    }
    return true;
  }

  /** How many match. */
  long count() throws IOException {
    if (bounds.empty()) {
      return 0;
    }
    long count = 0;
    for (Slice slice : view.slices(bounds.from(), bounds.to())) {
      Questions.Asked asked = questions.of(slice);
      for (LeafReaderContext leaf : view.leaves(slice)) {
        int within = within(leaf);
        if (asked.all() && asked.exact()) {
          count += within;
          continue;
        }
        int known =
            asked.exact() && within == leaf.reader().maxDoc() ? asked.weight().count(leaf) : -1;
        if (known >= 0) {
          count += known;
        } else if (within > 0) {
          long[] counted = {0};
          forEach(slice, leaf, asked, 1, (match, matches) -> counted[0]++);
          count += counted[0];
        }
      }
    }
    return count;
  }

  /** One page, in order. */
  Page page(Search search) throws IOException {
    OrderedWalk walk = new OrderedWalk(view, questions, bounds, search.order(), search.after());
    TailWalk tail = new TailWalk(view, search, this::finds);
    List<StoredEvent> events = new ArrayList<>();
    Cursor last = null;
    int read = 0;
    for (LeafWalk at = walk.next(); at != null; at = walk.next()) {
      patience.check();
      for (StoredEvent next = tail.before(at); next != null; next = tail.before(at)) {
        if (events.size() == search.limit()) {
          return full(events);
        }
        events.add(next);
      }
      long arrival = at.arrival();
      if (!at.exact()) {
        if (++read > MOST_LOOKED_AT) {
          return new Page(events, last, false);
        }
        last = at.cursor();
        if (!matches(record(at.slice(), arrival), last.id())) {
          continue;
        }
      }
      if (events.size() == search.limit()) {
        return full(events);
      }
      events.add(
          StoredEvent.of(at.cursor(), arrival, view.block(at.slice(), arrival).copy(arrival)));
    }
    for (StoredEvent next = tail.next(); next != null; next = tail.next()) {
      if (events.size() == search.limit()) {
        return full(events);
      }
      events.add(next);
    }
    return new Page(events, null, view.complete());
  }

  private Page full(List<StoredEvent> events) {
    return new Page(events, events.get(events.size() - 1).cursor(), view.complete());
  }

  private boolean finds(StoredEvent event) throws IOException {
    return bounds.hold(event.cursor().micros()) && matches(event.view(), event.id());
  }
}
