package dev.weft.lucene;

import dev.weft.event.store.TreeEntries;
import java.io.IOException;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * What the begins of one tree are called in one segment. Many may be called the same, and of those
 * that occur each is read once, in the order of their ordinals.
 *
 * <p>Used by one thread: first {@link #add}, then {@link #read}, then {@link #id}.
 */
final class LeafNames {
  private static final int NONE = -1;

  private final SortedDocValues column;
  private final FixedBitSet occurring;
  // How many stand before each word of these bits.
  private int[] before = {};
  private int first;

  LeafNames(SortedDocValues column) {
    this.column = column;
    this.occurring = new FixedBitSet(Math.max(1, column.getValueCount()));
  }

  /** The ordinal of the document's name; -1 for none. */
  int add(int doc) throws IOException {
    if (!column.advanceExact(doc)) {
      return NONE;
    }
    occurring.set(column.ordValue());
    return column.ordValue();
  }

  /** Puts all that occur where all names of the tree are. */
  void read(TreeEntries.Builder entries) throws IOException {
    long[] words = occurring.getBits();
    before = new int[words.length];
    for (int i = 1; i < words.length; i++) {
      before[i] = before[i - 1] + Long.bitCount(words[i - 1]);
    }
    first = NONE;
    for (int ordinal = next(0); ordinal != NONE; ordinal = next(ordinal + 1)) {
      BytesRef name = column.lookupOrd(ordinal);
      int id = entries.name(name.bytes, name.offset, name.length);
      first = first == NONE ? id : first;
    }
  }

  private int next(int from) {
    int next = from < occurring.length() ? occurring.nextSetBit(from) : occurring.length();
    return next < occurring.length() ? next : NONE;
  }

  /** What the builder knows the name of that ordinal by: they follow each other there. */
  int id(int ordinal) {
    long word = occurring.getBits()[ordinal >> 6];
    return first + before[ordinal >> 6] + Long.bitCount(word & ((1L << ordinal) - 1));
  }
}
