package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * One segment, whose documents stand in the order of {@link Slice#ORDER}: finds places in that
 * order by halving.
 *
 * <p>Used by one thread.
 */
final class SortedLeaf {
  private final LeafReader reader;
  private final NumericDocValues times;
  private final SortedDocValues keys;

  SortedLeaf(LeafReader reader) throws IOException {
    this.reader = reader;
    this.times = DocValues.getNumeric(reader, Columns.TIME);
    this.keys = DocValues.getSorted(reader, Columns.KEY);
  }

  /** The first document that is earlier than that time. */
  int firstBefore(long micros) throws IOException {
    int low = 0;
    int high = reader.maxDoc();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time(middle) < micros) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * The first document that comes before that place in the order of events; with {@code itself}
   * also the one at that place.
   */
  int firstBefore(Cursor place, boolean itself) throws IOException {
    BytesRef key = SortKey.of(place.id());
    int found = keys.lookupTerm(key);
    // The greatest place among the keys that is not above.
    int most = found >= 0 ? (itself ? found : found - 1) : -found - 2;
    int low = 0;
    int high = reader.maxDoc();
    while (low < high) {
      int middle = (low + high) >>> 1;
      long time = time(middle);
      if (time < place.micros() || (time == place.micros() && key(middle) <= most)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long time(int doc) throws IOException {
    return times.advanceExact(doc) ? times.longValue() : 0;
  }

  private int key(int doc) throws IOException {
    return keys.advanceExact(doc) ? keys.ordValue() : -1;
  }
}
