package dev.weft.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The events of one tree in one segment, by which those of one task are found: where they are, in
 * the order of their keys. That is one number for each, since a great tree has a million, and few
 * of its tasks are asked for.
 *
 * <p>Used by one thread: first {@link #add}, then {@link #sort}, then {@link #forEach}.
 */
final class TaskEvents {
  private final Slice slice;
  private final TreeEvents.LeafColumns columns;
  // The ordinal of the key, and behind it the document.
  private long[] order = new long[8];
  private int size;

  TaskEvents(Slice slice, TreeEvents.LeafColumns columns) {
    this.slice = slice;
    this.columns = columns;
  }

  /** Is shown the events of a task. */
  interface Visitor {
    void visit(long number, Slice slice, TreeEvents.LeafColumns columns) throws IOException;
  }

  @SuppressWarnings("ReferenceEquality") // is it the same segment?
  boolean of(TreeEvents.LeafColumns other) {
    return columns == other;
  }

  /** Adds the event at which the columns are. */
  void add() throws IOException {
    if (size == order.length) {
      order = Arrays.copyOf(order, size * 2);
    }
    order[size++] = (long) columns.keyOrdinal() << 32 | columns.doc();
  }

  void sort() {
    Arrays.sort(order, 0, size);
  }

  /**
   * Shows the events of a task, by number.
   *
   * @param task what their keys begin with
   */
  void forEach(BytesRef task, Visitor visitor) throws IOException {
    for (int i = first(task); i < size; i++) {
      BytesRef key = key(i);
      if (!StringHelper.startsWith(key, task)) {
        return;
      }
      SortKey.Reader number = new SortKey.Reader(key, task.length);
      visitor.visit(number.number(number.next()), slice, columns.at((int) order[i]));
    }
  }

  private int first(BytesRef task) throws IOException {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key(middle).compareTo(task) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private BytesRef key(int index) throws IOException {
    return columns.keys().lookupOrd((int) (order[index] >>> 32));
  }
}
