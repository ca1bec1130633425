package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import dev.weft.event.store.CursorLookup;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Finds the events of a term, in no order. Functions only. */
final class TreeEvents {
  private TreeEvents() {}

  /** Is shown documents. */
  interface Visitor {
    /**
     * Looks at one.
     *
     * @param columns those of its segment, at the document
     * @return whether it wants more
     */
    boolean visit(Slice slice, LeafColumns columns, int doc) throws IOException;
  }

  /** What every question needs of a segment's columns. */
  static final class LeafColumns implements CursorLookup {
    private final LeafReaderContext leaf;
    private final NumericDocValues times;
    private final NumericDocValues arrivals;
    private final NumericDocValues traits;
    private final SortedDocValues keys;
    private @Nullable SortedDocValues names;
    private int namesAt;
    private int doc;

    LeafColumns(LeafReaderContext leaf) throws IOException {
      this.leaf = leaf;
      this.times = DocValues.getNumeric(leaf.reader(), Columns.TIME);
      this.arrivals = DocValues.getNumeric(leaf.reader(), Columns.ARRIVAL);
      this.traits = DocValues.getNumeric(leaf.reader(), Columns.TRAITS);
      this.keys = DocValues.getSorted(leaf.reader(), Columns.KEY);
    }

    LeafReaderContext leaf() {
      return leaf;
    }

    LeafColumns at(int newDoc) {
      doc = newDoc;
      return this;
    }

    int doc() {
      return doc;
    }

    long micros() throws IOException {
      return value(times);
    }

    long arrival() throws IOException {
      return value(arrivals);
    }

    long traits() throws IOException {
      return value(traits);
    }

    private long value(NumericDocValues column) throws IOException {
      return column.advanceExact(doc) ? column.longValue() : 0;
    }

    /** Good until the next call. */
    BytesRef key() throws IOException {
      return keys.advanceExact(doc) ? keys.lookupOrd(keys.ordValue()) : new BytesRef();
    }

    int keyOrdinal() throws IOException {
      return keys.advanceExact(doc) ? keys.ordValue() : -1;
    }

    SortedDocValues keys() {
      return keys;
    }

    @Override
    public Cursor cursor() throws IOException {
      return new Cursor(micros(), SortKey.id(key()));
    }

    /** What the task is called that the event begins; null for none. Good until the next call. */
    @Nullable BytesRef name() throws IOException {
      SortedDocValues known = names;
      // A column that only some documents have is read forward only.
      if (known == null || doc < namesAt) {
        known = DocValues.getSorted(leaf.reader(), Columns.NAME);
        names = known;
      }
      namesAt = doc;
      return known.advanceExact(doc) ? known.lookupOrd(known.ordValue()) : null;
    }
  }

  /** Shows all events of a query that is cheap to ask. */
  static void forEach(View view, Query query, Visitor visitor) throws IOException {
    Patience patience = new Patience();
    for (Slice slice : view.slices()) {
      if (slice.facts().events() == 0) {
        continue;
      }
      Weight weight = Questions.weight(view, slice, query);
      for (LeafReaderContext leaf : view.leaves(slice)) {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) {
          continue;
        }
        LeafColumns columns = new LeafColumns(leaf);
        DocIdSetIterator documents = scorer.iterator();
        for (int doc = documents.nextDoc();
            doc != DocIdSetIterator.NO_MORE_DOCS;
            doc = documents.nextDoc()) {
          patience.check();
          if (!visitor.visit(slice, columns.at(doc), doc)) {
            return;
          }
        }
      }
    }
  }

  /** The event at those columns, with its record. */
  static StoredEvent event(View view, Slice slice, LeafColumns columns) throws IOException {
    long arrival = columns.arrival();
    return StoredEvent.of(columns.cursor(), arrival, view.block(slice, arrival).copy(arrival));
  }
}
