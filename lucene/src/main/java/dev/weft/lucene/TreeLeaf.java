package dev.weft.lucene;

import dev.weft.event.store.NumberColumn;
import dev.weft.event.store.TreeEntries;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The events of one tree in one segment. Columns are read in the order of documents, and texts in
 * the order of their ordinals, for reading them in any other is some thirty times slower. No event
 * becomes an object: a great tree has a million.
 *
 * <p>Used by one thread: first {@link #add}, then {@link #sort}, then {@link #next} in turn with
 * the others.
 */
final class TreeLeaf {
  /** The logger that older Python clients name in their begins and ends. */
  private static final BytesRef TASK_LOGGER = new BytesRef("root");

  private static final int NONE = -1;

  private final SortedDocValues keys;
  private final LeafNames names;
  private final SortedDocValues hosts;
  private final SortedDocValues processes;
  private final SortedDocValues services;
  private final SortedDocValues objects;
  private final SortedDocValues loggers;
  private final int taskLogger;
  private final NumericDocValues childrenOf;
  private final NumericDocValues recordsOf;
  private final Map<Origin, Integer> knownOrigins = new HashMap<>();
  private final List<Origin> origins = new ArrayList<>();
  private int[] originIds = {};
  private int size;
  // The ordinal of the key, and behind it the place in the columns.
  private long[] order = new long[64];
  // Since the first one.
  private final NumberColumn micros = NumberColumn.empty();
  private final NumberColumn traits = NumberColumn.empty();
  private final NumberColumn mayEnd = NumberColumn.empty();
  private final NumberColumn nameOf = NumberColumn.empty();
  private final NumberColumn from = NumberColumn.empty();
  private final NumberColumn children = NumberColumn.empty();
  private final NumberColumn records = NumberColumn.empty();
  private final NumberColumn objectOf = NumberColumn.empty();
  private long base;
  private int at = NONE;
  private BytesRef key = new BytesRef();

  TreeLeaf(LeafReader reader) throws IOException {
    keys = DocValues.getSorted(reader, Columns.KEY);
    names = new LeafNames(DocValues.getSorted(reader, Columns.NAME));
    hosts = DocValues.getSorted(reader, Columns.TREE_HOST);
    processes = DocValues.getSorted(reader, Columns.PROCESS);
    services = DocValues.getSorted(reader, Columns.SERVICE);
    objects = DocValues.getSorted(reader, Columns.OBJECT);
    loggers = DocValues.getSorted(reader, Columns.LOGGER);
    taskLogger = loggers.lookupTerm(TASK_LOGGER);
    childrenOf = DocValues.getNumeric(reader, Columns.CHILDREN);
    recordsOf = DocValues.getNumeric(reader, Columns.RECORDS);
  }

  /** Where a program runs, by the ordinals of its texts. */
  private record Origin(int host, int process, int service) {}

  void add(TreeEvents.LeafColumns columns, int doc) throws IOException {
    if (size == order.length) {
      order = Arrays.copyOf(order, size * 2);
    }
    order[size] = (long) columns.keyOrdinal() << 32 | size;
    base = size == 0 ? columns.micros() : base;
    micros.add(columns.micros() - base);
    long its = columns.traits();
    TreeEntry.Kind kind = Traits.kind(its);
    boolean end = kind == TreeEntry.Kind.END;
    traits.add(its);
    mayEnd.add(taskLogger >= 0 && ordinal(loggers, doc) == taskLogger ? 1 : 0);
    nameOf.add(kind == TreeEntry.Kind.BEGIN ? names.add(doc) : NONE);
    from.add(origin(doc));
    children.add(end && childrenOf.advanceExact(doc) ? childrenOf.longValue() : NONE);
    records.add(end && recordsOf.advanceExact(doc) ? recordsOf.longValue() : NONE);
    objectOf.add(kind == TreeEntry.Kind.CHANGED ? ordinal(objects, doc) : NONE);
    size++;
  }

  private static int ordinal(SortedDocValues column, int doc) throws IOException {
    return column.advanceExact(doc) ? column.ordValue() : NONE;
  }

  private int origin(int doc) throws IOException {
    int host = ordinal(hosts, doc);
    int process = ordinal(processes, doc);
    int service = ordinal(services, doc);
    int last = size == 0 ? NONE : (int) from.get(size - 1);
    if (last != NONE) {
      Origin before = origins.get(last);
      if (before.host == host && before.process == process && before.service == service) {
        return last;
      }
    }
    return knownOrigins.computeIfAbsent(
        new Origin(host, process, service),
        unknown -> {
          origins.add(unknown);
          return origins.size() - 1;
        });
  }

  /** Puts them in order, and their texts where all texts of the tree are. */
  void sort(TreeEntries.Builder entries) throws IOException {
    Arrays.sort(order, 0, size);
    names.read(entries);
    originIds = new int[origins.size()];
    for (int i = 0; i < originIds.length; i++) {
      Origin origin = origins.get(i);
      originIds[i] =
          entries.origin(
              text(hosts, origin.host),
              text(processes, origin.process),
              text(services, origin.service));
    }
  }

  private static @Nullable String text(SortedDocValues column, int ordinal) throws IOException {
    return ordinal == NONE ? null : column.lookupOrd(ordinal).utf8ToString();
  }

  /** Goes to the next event; false behind the last one. */
  boolean next() throws IOException {
    if (++at == size) {
      return false;
    }
    key = keys.lookupOrd((int) (order[at] >>> 32));
    return true;
  }

  /** Adds the event to its task, in which it has that number. */
  // The outcome may be null, which is right for all but ends.
  @SuppressWarnings("NullAway")
  void addTo(TreeEntries.Builder entries, long number) throws IOException {
    int index = (int) order[at];
    int name = (int) nameOf.get(index);
    entries.add(
        base + micros.get(index),
        number,
        name == NONE ? TreeEntries.Builder.UNNAMED : names.id(name),
        originIds[(int) from.get(index)]);
    long its = traits.get(index);
    entries.is(Traits.kind(its), Traits.level(its), Traits.outcome(its));
    if (ends()) {
      entries.ended(children.get(index), records.get(index));
    }
    int object = (int) objectOf.get(index);
    if (object != NONE) {
      entries.changed(objects.lookupOrd(object).utf8ToString());
    }
  }

  /** Whether the event is an end. */
  boolean ends() {
    return Traits.kind(traits.get((int) order[at])) == TreeEntry.Kind.END;
  }

  /** Whether the event is of the logger that ends of older Python clients have. */
  boolean mayEnd() {
    return mayEnd.get((int) order[at]) == 1;
  }

  /** That of the event, as bytes that sort; good until the next one. */
  BytesRef key() {
    return key;
  }
}
