package dev.weft.lucene;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Answers questions about one tree from the index's columns alone. Functions only. */
final class TreeAnswers {
  private TreeAnswers() {}

  /** The roots that begin with that text; an exact one alone. */
  static List<String> roots(View view, String prefix, int most) throws IOException {
    TreeSet<String> roots = new TreeSet<>();
    BytesRef from = new TermStream().put(Columns.ROOT).put(prefix, Columns.LONGEST_ROOT).take();
    for (Slice slice : view.slices()) {
      for (LeafReaderContext leaf : view.leaves(slice)) {
        Terms terms = leaf.reader().terms(Columns.TERMS);
        if (terms != null) {
          add(terms.iterator(), from, most, roots);
        }
      }
    }
    if (most > 0 && roots.contains(prefix)) {
      return List.of(prefix);
    }
    return roots.stream().limit(most).toList();
  }

  private static void add(TermsEnum terms, BytesRef from, int most, Set<String> roots)
      throws IOException {
    if (terms.seekCeil(from) == TermsEnum.SeekStatus.END) {
      return;
    }
    int taken = 0;
    for (BytesRef term = terms.term();
        term != null && taken < most && StringHelper.startsWith(term, from);
        term = terms.next(), taken++) {
      roots.add(new BytesRef(term.bytes, term.offset + 1, term.length - 1).utf8ToString());
    }
  }

  /** All events of a tree, by path and number. */
  static List<TreeEntry> tree(View view, String root, TaskKnowledge knowledge) throws IOException {
    List<Keyed> entries = new ArrayList<>();
    Map<LeafReader, EntryColumns> columns = new HashMap<>();
    Set<String> open = new HashSet<>();
    Set<String> ended = new HashSet<>();
    TreeEvents.forEach(
        view,
        TaskKnowledge.tree(root),
        (slice, at, doc) -> {
          EntryColumns more = columns.get(at.leaf().reader());
          if (more == null) {
            more = new EntryColumns(at.leaf().reader());
            columns.put(at.leaf().reader(), more);
          }
          BytesRef key = BytesRef.deepCopyOf(at.key());
          TreeEntry entry = more.entry(at, doc);
          entries.add(new Keyed(key, entry));
          (entry.kind() == TreeEntry.Kind.END ? ended : open).add(entry.cursor().id().place());
          return true;
        });
    entries.sort(Comparator.comparing(Keyed::key));
    open.removeAll(ended);
    Map<EventId, TreeEntry> concluded = concluded(open, knowledge, entries);
    List<TreeEntry> tree = new ArrayList<>(entries.size());
    for (Keyed entry : entries) {
      TreeEntry as = concluded.get(entry.entry.cursor().id());
      tree.add(as == null ? entry.entry : as);
    }
    return tree;
  }

  private record Keyed(BytesRef key, TreeEntry entry) {}

  private static Map<EventId, TreeEntry> concluded(
      Set<String> open, TaskKnowledge knowledge, List<Keyed> entries) throws IOException {
    Map<EventId, TreeEntry> concluded = new HashMap<>();
    Map<EventId, Event.Outcome> ends = new HashMap<>();
    for (String place : open) {
      ScopeId task = new ScopeId(place);
      EventId end = knowledge.concludedEnd(task);
      TaskFacts facts = end == null ? null : knowledge.facts(task);
      if (end != null && facts != null) {
        ends.put(end, Event.Outcome.valueOf(facts.status().toUpperCase(Locale.ROOT)));
      }
    }
    for (Keyed entry : ends.isEmpty() ? List.<Keyed>of() : entries) {
      Event.Outcome how = ends.get(entry.entry.cursor().id());
      if (how != null) {
        concluded.put(entry.entry.cursor().id(), entry.entry.concluded(how));
      }
    }
    return concluded;
  }

  /** The columns of one segment that make an entry. */
  private static final class EntryColumns {
    private final SortedDocValues names;
    private final SortedDocValues processes;
    private final SortedDocValues services;
    private final SortedDocValues objects;
    private final SortedDocValues hosts;
    private final NumericDocValues children;
    private final NumericDocValues records;

    EntryColumns(LeafReader reader) throws IOException {
      names = DocValues.getSorted(reader, Columns.NAME);
      processes = DocValues.getSorted(reader, Columns.PROCESS);
      services = DocValues.getSorted(reader, Columns.SERVICE);
      objects = DocValues.getSorted(reader, Columns.OBJECT);
      hosts = DocValues.getSorted(reader, Columns.TREE_HOST);
      children = DocValues.getNumeric(reader, Columns.CHILDREN);
      records = DocValues.getNumeric(reader, Columns.RECORDS);
    }

    // A record's class file does not say that the outcome may be null.
    @SuppressWarnings("NullAway")
    TreeEntry entry(TreeEvents.LeafColumns at, int doc) throws IOException {
      Cursor cursor = at.cursor();
      long traits = at.traits();
      Level level = Traits.level(traits);
      TreeEntry.Kind kind = Traits.kind(traits);
      return new TreeEntry(
          cursor,
          kind,
          level,
          kind == TreeEntry.Kind.BEGIN ? text(names, doc) : null,
          Traits.outcome(traits),
          number(children, doc),
          number(records, doc),
          text(hosts, doc),
          text(processes, doc),
          text(services, doc),
          kind == TreeEntry.Kind.CHANGED ? text(objects, doc) : null);
    }

    private static long number(NumericDocValues column, int doc) throws IOException {
      return column.advanceExact(doc) ? column.longValue() : -1;
    }

    private static @Nullable String text(SortedDocValues column, int doc) throws IOException {
      return column.advanceExact(doc) ? column.lookupOrd(column.ordValue()).utf8ToString() : null;
    }
  }
}
