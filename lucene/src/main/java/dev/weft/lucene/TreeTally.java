package dev.weft.lucene;

import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.TreeEntry;
import dev.weft.event.store.TreeSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * Sums up trees. Which trees match comes first; then which of these are shown: of many, as much is
 * found of each as puts them in order, by walks over columns. What there is of those that are
 * shown, matching or not, is asked for each.
 *
 * <p>Used by one thread, for one question.
 */
final class TreeTally {
  private static final int FEW = 500;
  private static final Comparator<Tree> NEWEST_FIRST = Comparator.comparing(Tree::last).reversed();
  private static final Comparator<Tree> SLOWEST_FIRST = Comparator.comparing(Tree::took).reversed();

  private final View view;
  private final TaskKnowledge knowledge;
  private final Map<String, Tree> trees = new HashMap<>();
  private final Patience patience = new Patience();

  TreeTally(View view, TaskKnowledge knowledge) {
    this.view = view;
    this.knowledge = knowledge;
  }

  /** What is known of one. */
  private static final class Tree {
    private final String root;
    private long matched;
    private long events;
    private @Nullable Cursor first;
    private @Nullable Cursor last;
    private Level worst = Level.TRACE;
    private final TreeSet<String> hosts = new TreeSet<>();
    private @Nullable Long begin;
    private @Nullable Long end;
    private long endNumber = -1;
    private @Nullable Duration duration;
    private @Nullable TaskFacts facts;

    Tree(String root) {
      this.root = root;
    }

    void reach(Cursor cursor) {
      first = first == null || cursor.compareTo(first) < 0 ? cursor : first;
      last = last == null || cursor.compareTo(last) > 0 ? cursor : last;
    }

    Duration took() {
      return duration == null ? Duration.ZERO : duration;
    }

    Cursor last() {
      if (last == null) {
        throw new IllegalStateException("a tree without events: " + root);
      }
      return last;
    }

    Cursor first() {
      return first == null ? last() : first;
    }
  }

  List<TreeSummary> summaries(Matches matches, boolean slowestFirst, int top) throws IOException {
    countMatches(matches);
    List<Tree> all = new ArrayList<>(trees.values());
    if (all.size() <= FEW) {
      look(all);
    }
    List<Tree> first = slowestFirst ? slowest(all, top) : newest(all, top);
    look(first);
    List<TreeSummary> summaries = new ArrayList<>();
    for (Tree tree : first) {
      summaries.add(summary(tree));
    }
    return summaries;
  }

  private List<Tree> newest(List<Tree> some, int top) throws IOException {
    if (some.size() > FEW) {
      for (Slice slice : view.slices()) {
        for (LeafReaderContext leaf : view.leaves(slice)) {
          findLast(leaf);
        }
      }
    } else {
      look(some);
    }
    return some.stream().sorted(NEWEST_FIRST).limit(top).toList();
  }

  private List<Tree> slowest(List<Tree> all, int top) throws IOException {
    if (all.size() > FEW) {
      for (Slice slice : view.slices()) {
        for (LeafReaderContext leaf : view.leaves(slice)) {
          findEnds(slice, leaf);
        }
      }
    }
    List<Tree> timed = new ArrayList<>();
    List<Tree> others = new ArrayList<>();
    for (Tree tree : all) {
      tree.duration = duration(tree);
      (tree.duration == null ? others : timed).add(tree);
    }
    timed.sort(SLOWEST_FIRST);
    List<Tree> first = new ArrayList<>();
    for (int from = 0; from < timed.size() && first.size() < top; ) {
      int to = from + 1;
      while (to < timed.size() && SLOWEST_FIRST.compare(timed.get(from), timed.get(to)) == 0) {
        to++;
      }
      first.addAll(newest(timed.subList(from, to), top - first.size()));
      from = to;
    }
    if (first.size() < top) {
      first.addAll(newest(others, top - first.size()));
    }
    return first;
  }

  private void countMatches(Matches matches) throws IOException {
    Map<LeafReaderContext, LeafCounts> counts = new HashMap<>();
    matches.forEach((match, all) -> {
      LeafReaderContext leaf = match.columns().leaf();
      LeafCounts its = counts.get(leaf);
      if (its == null) {
        its = new LeafCounts(leaf);
        counts.put(leaf, its);
      }
      its.add(match.doc());
    });
    for (LeafCounts each : counts.values()) {
      each.addTo(trees);
    }
  }

  /** How many matches each tree has in one segment. */
  private static final class LeafCounts {
    private final SortedDocValues roots;
    private final int[] counts;

    LeafCounts(LeafReaderContext leaf) throws IOException {
      roots = DocValues.getSorted(leaf.reader(), Columns.TREE);
      counts = new int[roots.getValueCount()];
    }

    void add(int doc) throws IOException {
      if (roots.advanceExact(doc)) {
        counts[roots.ordValue()]++;
      }
    }

    void addTo(Map<String, Tree> trees) throws IOException {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          trees.computeIfAbsent(LeafTexts.of(roots.lookupOrd(i)), Tree::new).matched += counts[i];
        }
      }
    }
  }

  private void look(List<Tree> some) throws IOException {
    for (Tree tree : some) {
      if (tree.events == 0) {
        look(tree);
      }
    }
  }

  private void look(Tree tree) throws IOException {
    Map<LeafReaderContext, SortedDocValues> hosts = new HashMap<>();
    knowledge
        .lookup()
        .forEach(
            tree.root,
            (slice, columns, doc) -> {
              LeafReaderContext leaf = columns.leaf();
              SortedDocValues column = hosts.get(leaf);
              if (column == null) {
                column = DocValues.getSorted(leaf.reader(), Columns.TREE_HOST);
                hosts.put(leaf, column);
              }
              add(tree, columns, column, doc);
              return true;
            });
  }

  private static void add(Tree tree, TreeEvents.LeafColumns columns, SortedDocValues hosts, int doc)
      throws IOException {
    Cursor cursor = columns.cursor();
    tree.events++;
    tree.reach(cursor);
    long traits = columns.traits();
    Level level = Traits.level(traits);
    tree.worst = level.atLeast(tree.worst) ? level : tree.worst;
    if (hosts.advanceExact(doc)) {
      tree.hosts.add(LeafTexts.of(hosts.lookupOrd(hosts.ordValue())));
    }
    ends(tree, columns);
  }

  private static void ends(Tree tree, TreeEvents.LeafColumns columns) throws IOException {
    long number = SortKey.numberInRoot(columns.key());
    if (number == 0) {
      tree.begin = columns.micros();
    }
    if (number > tree.endNumber && Traits.kind(columns.traits()) == TreeEntry.Kind.END) {
      tree.endNumber = number;
      tree.end = columns.micros();
    }
  }

  /** Finds the last event of each tree in a segment: the one that stands first. */
  private void findLast(LeafReaderContext leaf) throws IOException {
    SortedDocValues roots = DocValues.getSorted(leaf.reader(), Columns.TREE);
    @Nullable Tree[] sought = known(roots);
    int left = (int) Arrays.stream(sought).filter(Objects::nonNull).count();
    TreeEvents.LeafColumns columns = new TreeEvents.LeafColumns(leaf);
    for (int doc = roots.nextDoc();
        left > 0 && doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = roots.nextDoc()) {
      patience.check();
      Tree tree = sought[roots.ordValue()];
      if (tree != null) {
        sought[roots.ordValue()] = null;
        left--;
        tree.reach(columns.at(doc).cursor());
      }
    }
  }

  /** Finds when the roots' tasks began and ended, in a segment. */
  private void findEnds(Slice slice, LeafReaderContext leaf) throws IOException {
    Scorer scorer = Questions.weight(view, slice, rootEnds(leaf)).scorer(leaf);
    if (scorer == null) {
      return;
    }
    SortedDocValues roots = DocValues.getSorted(leaf.reader(), Columns.TREE);
    @Nullable Tree[] sought = known(roots);
    TreeEvents.LeafColumns columns = new TreeEvents.LeafColumns(leaf);
    DocIdSetIterator documents = scorer.iterator();
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      patience.check();
      Tree tree = roots.advanceExact(doc) ? sought[roots.ordValue()] : null;
      if (tree != null) {
        ends(tree, columns.at(doc));
      }
    }
  }

  /** Segments of the version before do not tell the roots' begins and ends from others. */
  private static Query rootEnds(LeafReaderContext leaf) throws IOException {
    IndexTerms terms = new IndexTerms(leaf.reader());
    return terms.has(terms.kindTerm(Columns.KIND_ROOT_END))
        ? terms.kind(Columns.KIND_ROOT_END)
        : new BooleanQuery.Builder()
            .add(terms.kind(Columns.KIND_BEGIN), Occur.SHOULD)
            .add(terms.kind(Columns.KIND_END), Occur.SHOULD)
            .build();
  }

  private @Nullable Tree[] known(SortedDocValues roots) throws IOException {
    @Nullable Tree[] known = new Tree[roots.getValueCount()];
    for (int i = 0; i < known.length; i++) {
      known[i] = trees.get(LeafTexts.of(roots.lookupOrd(i)));
    }
    return known;
  }

  private @Nullable Duration duration(Tree tree) throws IOException {
    if (tree.begin != null && tree.end != null) {
      long micros = tree.end - tree.begin;
      return micros < 0 ? null : Duration.ofNanos(Math.multiplyExact(1000L, micros));
    }
    if (tree.begin == null) {
      return null;
    }
    TaskFacts facts = facts(tree);
    return facts == null ? null : facts.duration();
  }

  private @Nullable TaskFacts facts(Tree tree) throws IOException {
    if (tree.facts == null && !tree.root.isEmpty()) {
      tree.facts = knowledge.facts(new ScopeId(tree.root));
    }
    return tree.facts;
  }

  private TreeSummary summary(Tree tree) throws IOException {
    TaskFacts facts = facts(tree);
    ScopeId entry = facts == null ? tree.first().id().entry() : null;
    return new TreeSummary(
        tree.root,
        facts,
        entry == null ? null : knowledge.facts(entry),
        tree.first(),
        tree.last(),
        tree.events,
        tree.matched,
        tree.worst,
        List.copyOf(tree.hosts));
  }
}
