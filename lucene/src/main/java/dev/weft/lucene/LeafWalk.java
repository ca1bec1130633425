package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import dev.weft.event.store.Search.Order;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Walks over what matches in one segment, in the total order or against it, from some place on.
 *
 * <p>The index stands newest first. Against that it is read in stretches from its end, each twice
 * as long as the one before, since what matches is found forward only; columns that every document
 * has may be read in any order.
 *
 * <p>Used by one thread.
 */
final class LeafWalk {
  private static final int SHORTEST_STRETCH = 256;
  private static final int LONGEST_STRETCH = 1 << 16;

  private final Slice slice;
  private final LeafReaderContext leaf;
  private final Weight weight;
  private final boolean exact;
  private final boolean newestFirst;
  private final NumericDocValues arrivals;
  private final NumericDocValues times;
  private final SortedDocValues keys;
  private final int low;
  private final int high;
  private @Nullable DocIdSetIterator documents;
  private int stretchStart;
  private int stretch = SHORTEST_STRETCH;
  private int[] found = new int[SHORTEST_STRETCH];
  private int left;
  private int doc = -1;
  private long micros;
  private @Nullable BytesRef key;

  LeafWalk(
      Slice slice,
      LeafReaderContext leaf,
      Weight weight,
      boolean exact,
      Bounds bounds,
      Order order,
      @Nullable Cursor after)
      throws IOException {
    this.slice = slice;
    this.leaf = leaf;
    this.weight = weight;
    this.exact = exact;
    this.newestFirst = order == Order.NEWEST_FIRST;
    this.arrivals = DocValues.getNumeric(leaf.reader(), Columns.ARRIVAL);
    this.times = DocValues.getNumeric(leaf.reader(), Columns.TIME);
    this.keys = DocValues.getSorted(leaf.reader(), Columns.KEY);
    SortedLeaf sorted = new SortedLeaf(leaf.reader());
    int first = bounds.to() == Long.MAX_VALUE ? 0 : sorted.firstBefore(bounds.to());
    int end =
        bounds.from() == Long.MIN_VALUE
            ? leaf.reader().maxDoc()
            : sorted.firstBefore(bounds.from());
    if (after != null && newestFirst) {
      first = Math.max(first, sorted.firstBefore(after, false));
    } else if (after != null) {
      end = Math.min(end, sorted.firstBefore(after, true));
    }
    this.low = first;
    this.high = end;
    this.stretchStart = end;
  }

  /** Goes to the next match; whether there is one. */
  boolean next() throws IOException {
    int next = low >= high ? -1 : newestFirst ? forward() : backward();
    doc = next;
    key = null;
    if (next < 0) {
      return false;
    }
    micros = times.advanceExact(next) ? times.longValue() : 0;
    return true;
  }

  private int forward() throws IOException {
    DocIdSetIterator iterator = documents;
    int next;
    if (iterator == null) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        return -1;
      }
      iterator = scorer.iterator();
      documents = iterator;
      next = iterator.advance(low);
    } else {
      next = iterator.nextDoc();
    }
    return next < high ? next : -1;
  }

  private int backward() throws IOException {
    while (left == 0) {
      if (stretchStart <= low) {
        return -1;
      }
      int end = stretchStart;
      stretchStart = Math.max(low, end - stretch);
      stretch = Math.min(LONGEST_STRETCH, stretch * 2);
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        return -1;
      }
      DocIdSetIterator iterator = scorer.iterator();
      for (int at = iterator.advance(stretchStart); at < end; at = iterator.nextDoc()) {
        found = ArrayUtil.grow(found, left + 1);
        found[left++] = at;
      }
    }
    return found[--left];
  }

  Slice slice() {
    return slice;
  }

  LeafReaderContext leaf() {
    return leaf;
  }

  int doc() {
    return doc;
  }

  /** Whether what it finds needs no look at the record. */
  boolean exact() {
    return exact;
  }

  long micros() {
    return micros;
  }

  BytesRef key() throws IOException {
    BytesRef known = key;
    if (known == null) {
      known =
          keys.advanceExact(doc)
              ? BytesRef.deepCopyOf(keys.lookupOrd(keys.ordValue()))
              : new BytesRef();
      key = known;
    }
    return known;
  }

  long arrival() throws IOException {
    return arrivals.advanceExact(doc) ? arrivals.longValue() : 0;
  }

  Cursor cursor() throws IOException {
    return new Cursor(micros, SortKey.id(key()));
  }

  /** Orders two walks by where they are. */
  int compareTo(LeafWalk other) throws IOException {
    int byTime = Long.compare(micros, other.micros);
    int order = byTime != 0 ? byTime : key().compareTo(other.key());
    return newestFirst ? -order : order;
  }
}
