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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/**
 * Sums up trees. Which trees match comes first; then what there is of these, matching or not: of
 * few trees by asking for each, of many by one walk over the columns of all events.
 *
 * <p>Used by one thread, for one question.
 */
final class TreeTally {
  private static final int FEW = 500;

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
    private @Nullable TaskFacts facts;

    Tree(String root) {
      this.root = root;
    }

    void reach(Cursor cursor) {
      first = first == null || cursor.compareTo(first) < 0 ? cursor : first;
      last = last == null || cursor.compareTo(last) > 0 ? cursor : last;
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
    if (trees.size() <= FEW) {
      for (Tree tree : trees.values()) {
        look(tree);
      }
    } else {
      for (Slice slice : view.slices()) {
        for (LeafReaderContext leaf : view.leaves(slice)) {
          walk(leaf);
        }
      }
    }
    List<Tree> all = new ArrayList<>(trees.values());
    Comparator<Tree> newestFirst = Comparator.comparing(Tree::last).reversed();
    if (slowestFirst) {
      Map<Tree, Duration> durations = new HashMap<>();
      for (Tree tree : all) {
        Duration duration = duration(tree);
        if (duration != null) {
          durations.put(tree, duration);
        }
      }
      Comparator<Tree> byDuration =
          Comparator.comparing(
              durations::get, Comparator.nullsFirst(Comparator.<Duration>naturalOrder()));
      all.sort(byDuration.reversed().thenComparing(newestFirst));
    } else {
      all.sort(newestFirst);
    }
    List<TreeSummary> summaries = new ArrayList<>();
    for (Tree tree : all.subList(0, Math.min(top, all.size()))) {
      summaries.add(summary(tree));
    }
    return summaries;
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
          trees.computeIfAbsent(roots.lookupOrd(i).utf8ToString(), Tree::new).matched += counts[i];
        }
      }
    }
  }

  private void look(Tree tree) throws IOException {
    Map<LeafReaderContext, SortedDocValues> hosts = new HashMap<>();
    TreeEvents.forEach(
        view,
        TaskKnowledge.tree(tree.root),
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
      tree.hosts.add(hosts.lookupOrd(hosts.ordValue()).utf8ToString());
    }
    ends(tree, cursor, traits);
  }

  private static void ends(Tree tree, Cursor cursor, long traits) {
    if (cursor.id().place().equals(tree.root)) {
      if (cursor.id().number() == 0) {
        tree.begin = cursor.micros();
      }
      if (Traits.kind(traits) == TreeEntry.Kind.END && cursor.id().number() > tree.endNumber) {
        tree.endNumber = cursor.id().number();
        tree.end = cursor.micros();
      }
    }
  }

  private void walk(LeafReaderContext leaf) throws IOException {
    SortedDocValues roots = DocValues.getSorted(leaf.reader(), Columns.TREE);
    SortedDocValues hosts = DocValues.getSorted(leaf.reader(), Columns.TREE_HOST);
    TreeEvents.LeafColumns columns = new TreeEvents.LeafColumns(leaf);
    @Nullable Tree[] known = new Tree[roots.getValueCount()];
    for (int i = 0; i < known.length; i++) {
      known[i] = trees.get(roots.lookupOrd(i).utf8ToString());
    }
    @Nullable String[] hostNames = new String[hosts.getValueCount()];
    int[] lastHost = new int[known.length];
    int[] earliest = new int[known.length];
    for (int doc = roots.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = roots.nextDoc()) {
      patience.check();
      int ordinal = roots.ordValue();
      Tree tree = known[ordinal];
      if (tree == null) {
        continue;
      }
      long traits = columns.at(doc).traits();
      tree.events++;
      Level level = Traits.level(traits);
      tree.worst = level.atLeast(tree.worst) ? level : tree.worst;
      // Documents stand latest first, so only the first and the last of a tree's can reach far.
      if (earliest[ordinal] == 0) {
        tree.reach(columns.cursor());
      }
      earliest[ordinal] = doc + 1;
      if (hosts.advanceExact(doc) && hosts.ordValue() + 1 != lastHost[ordinal]) {
        int host = hosts.ordValue();
        lastHost[ordinal] = host + 1;
        String name = hostNames[host];
        if (name == null) {
          name = hosts.lookupOrd(host).utf8ToString();
          hostNames[host] = name;
        }
        tree.hosts.add(name);
      }
      TreeEntry.Kind kind = Traits.kind(traits);
      if (kind == TreeEntry.Kind.BEGIN || kind == TreeEntry.Kind.END) {
        ends(tree, columns.cursor(), traits);
      }
    }
    for (int i = 0; i < known.length; i++) {
      Tree tree = known[i];
      if (tree != null && earliest[i] > 0) {
        tree.reach(columns.at(earliest[i] - 1).cursor());
      }
    }
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
    return new TreeSummary(
        tree.root,
        facts(tree),
        tree.first(),
        tree.last(),
        tree.events,
        tree.matched,
        tree.worst,
        List.copyOf(tree.hosts));
  }
}
