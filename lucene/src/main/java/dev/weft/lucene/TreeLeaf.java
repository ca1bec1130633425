package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The events of one tree in one segment. Columns are read in the order of documents, and texts in
 * the order of their ordinals, for reading them in any other is some thirty times slower.
 *
 * <p>Used by one thread: first {@link #add}, then {@link #sort}, then {@link #next} in turn with
 * the others.
 */
final class TreeLeaf {
  /** The logger that older Python clients name in their begins and ends. */
  private static final BytesRef TASK_LOGGER = new BytesRef("root");

  private static final int NONE = -1;

  private final SortedDocValues keys;
  private final Texts names;
  private final Texts processes;
  private final Texts services;
  private final Texts objects;
  private final Texts hosts;
  private final SortedDocValues loggers;
  private final int taskLogger;
  private final NumericDocValues childrenOf;
  private final NumericDocValues recordsOf;
  private int size;
  // The ordinal of the key, and behind it the place in the other columns.
  private long[] order = new long[64];
  private long[] micros = new long[64];
  private long[] traits = new long[64];
  private long[] children = new long[64];
  private long[] records = new long[64];
  private boolean[] mayEnd = new boolean[64];
  private int at = NONE;
  private BytesRef key = new BytesRef();

  TreeLeaf(LeafReader reader) throws IOException {
    keys = DocValues.getSorted(reader, Columns.KEY);
    names = new Texts(DocValues.getSorted(reader, Columns.NAME));
    processes = new Texts(DocValues.getSorted(reader, Columns.PROCESS));
    services = new Texts(DocValues.getSorted(reader, Columns.SERVICE));
    objects = new Texts(DocValues.getSorted(reader, Columns.OBJECT));
    hosts = new Texts(DocValues.getSorted(reader, Columns.TREE_HOST));
    loggers = DocValues.getSorted(reader, Columns.LOGGER);
    taskLogger = loggers.lookupTerm(TASK_LOGGER);
    childrenOf = DocValues.getNumeric(reader, Columns.CHILDREN);
    recordsOf = DocValues.getNumeric(reader, Columns.RECORDS);
  }

  /** A column of texts: which one each event has, and the texts that occur. */
  private static final class Texts {
    private final SortedDocValues column;
    private int[] ordinals = new int[64];
    private @Nullable String[] texts = {};

    Texts(SortedDocValues column) {
      this.column = column;
    }

    void add(int index, int doc, boolean wanted) throws IOException {
      if (index == ordinals.length) {
        ordinals = Arrays.copyOf(ordinals, index * 2);
      }
      ordinals[index] = wanted && column.advanceExact(doc) ? column.ordValue() : NONE;
    }

    void read(int size) throws IOException {
      int[] sorted = Arrays.copyOf(ordinals, size);
      Arrays.sort(sorted);
      int last = NONE;
      int count = 0;
      for (int ordinal : sorted) {
        if (ordinal != last) {
          last = ordinal;
          sorted[count++] = ordinal;
        }
      }
      texts = new @Nullable String[count];
      for (int i = 0; i < count; i++) {
        texts[i] = column.lookupOrd(sorted[i]).utf8ToString();
      }
      for (int i = 0; i < size; i++) {
        ordinals[i] =
            ordinals[i] == NONE ? NONE : Arrays.binarySearch(sorted, 0, count, ordinals[i]);
      }
    }

    @Nullable String get(int index) {
      return ordinals[index] == NONE ? null : texts[ordinals[index]];
    }
  }

  void add(TreeEvents.LeafColumns columns, int doc) throws IOException {
    if (size == order.length) {
      int more = size * 2;
      order = Arrays.copyOf(order, more);
      micros = Arrays.copyOf(micros, more);
      traits = Arrays.copyOf(traits, more);
      children = Arrays.copyOf(children, more);
      records = Arrays.copyOf(records, more);
      mayEnd = Arrays.copyOf(mayEnd, more);
    }
    order[size] = (long) columns.keyOrdinal() << 32 | size;
    micros[size] = columns.micros();
    traits[size] = columns.traits();
    TreeEntry.Kind kind = Traits.kind(traits[size]);
    boolean end = kind == TreeEntry.Kind.END;
    children[size] = end && childrenOf.advanceExact(doc) ? childrenOf.longValue() : NONE;
    records[size] = end && recordsOf.advanceExact(doc) ? recordsOf.longValue() : NONE;
    mayEnd[size] = taskLogger >= 0 && loggers.advanceExact(doc) && loggers.ordValue() == taskLogger;
    names.add(size, doc, kind == TreeEntry.Kind.BEGIN);
    processes.add(size, doc, true);
    services.add(size, doc, true);
    hosts.add(size, doc, true);
    objects.add(size, doc, kind == TreeEntry.Kind.CHANGED);
    size++;
  }

  void sort() throws IOException {
    Arrays.sort(order, 0, size);
    for (Texts texts : new Texts[] {names, processes, services, hosts, objects}) {
      texts.read(size);
    }
  }

  /** Goes to the next event; false behind the last one. */
  boolean next() throws IOException {
    if (++at == size) {
      return false;
    }
    key = keys.lookupOrd((int) (order[at] >>> 32));
    return true;
  }

  // A record's class file does not say that the outcome may be null.
  @SuppressWarnings("NullAway")
  TreeEntry entry() {
    int index = (int) order[at];
    return new TreeEntry(
        new Cursor(micros[index], SortKey.id(key)),
        Traits.kind(traits[index]),
        Traits.level(traits[index]),
        names.get(index),
        Traits.outcome(traits[index]),
        children[index],
        records[index],
        hosts.get(index),
        processes.get(index),
        services.get(index),
        objects.get(index));
  }

  /** Whether the event is of the logger that ends of older Python clients have. */
  boolean mayEnd() {
    return mayEnd[(int) order[at]];
  }

  /** That of the event, as bytes that sort; good until the next one. */
  BytesRef key() {
    return key;
  }
}
