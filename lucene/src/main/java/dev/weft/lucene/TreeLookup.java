package dev.weft.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of trees, of one after the other. What that needs of each segment is made once:
 * a question may ask for thousands of trees, and a query for each would make ten kilobytes of
 * garbage in every segment.
 *
 * <p>Used by one thread, for one view.
 */
final class TreeLookup {
  private final View view;
  private final TermStream maker = new TermStream();
  private final Patience patience = new Patience();
  private @Nullable List<Segment> segments;

  TreeLookup(View view) {
    this.view = view;
  }

  /** What is used again for each tree. */
  private static final class Segment {
    private final Slice slice;
    private final TreeEvents.LeafColumns columns;
    private final TermsEnum terms;
    private @Nullable PostingsEnum documents;

    Segment(Slice slice, LeafReaderContext leaf, Terms terms) throws IOException {
      this.slice = slice;
      this.columns = new TreeEvents.LeafColumns(leaf);
      this.terms = terms.iterator();
    }

    @Nullable DocIdSetIterator documents(BytesRef term) throws IOException {
      if (!terms.seekExact(term)) {
        return null;
      }
      documents = terms.postings(documents, PostingsEnum.NONE);
      return documents;
    }
  }

  /** Finds the events of one tree. */
  static TermQuery query(String root) {
    return new TermQuery(new Term(Columns.TERMS, term(new TermStream(), root)));
  }

  private static BytesRef term(TermStream maker, String root) {
    return maker.put(Columns.ROOT).put(root, Columns.LONGEST_ROOT).take();
  }

  /** Shows all events of a tree, in no order. The visitor may not look for another one. */
  void forEach(String root, TreeEvents.Visitor visitor) throws IOException {
    BytesRef term = term(maker, root);
    for (Segment segment : segments()) {
      DocIdSetIterator documents = segment.documents(term);
      if (documents == null) {
        continue;
      }
      for (int doc = documents.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = documents.nextDoc()) {
        patience.check();
        if (!visitor.visit(segment.slice, segment.columns.at(doc), doc)) {
          return;
        }
      }
    }
  }

  private List<Segment> segments() throws IOException {
    List<Segment> known = segments;
    if (known == null) {
      known = new ArrayList<>();
      for (Slice slice : view.slices()) {
        if (slice.facts().events() == 0) {
          continue;
        }
        for (LeafReaderContext leaf : view.leaves(slice)) {
          Terms terms = leaf.reader().terms(Columns.TERMS);
          if (terms != null) {
            known.add(new Segment(slice, leaf, terms));
          }
        }
      }
      segments = known;
    }
    return known;
  }
}
