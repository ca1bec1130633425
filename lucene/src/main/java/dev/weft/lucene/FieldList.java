package dev.weft.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Lists the names of the fields that events carry, which are terms of their own. Functions only.
 */
final class FieldList {
  private FieldList() {}

  static List<String> names(View view, String prefix, int top) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    BytesRef from = new TermStream().put(Columns.NAMED).put(prefix, 1000).take();
    for (Slice slice : view.slices()) {
      for (LeafReaderContext leaf : view.leaves(slice)) {
        Terms terms = leaf.reader().terms(Columns.TERMS);
        if (terms != null) {
          add(terms.iterator(), from, names);
        }
      }
    }
    return new ArrayList<>(names).subList(0, Math.min(top, names.size()));
  }

  private static void add(TermsEnum terms, BytesRef from, Set<String> names) throws IOException {
    if (terms.seekCeil(from) == TermsEnum.SeekStatus.END) {
      return;
    }
    for (BytesRef term = terms.term();
        term != null && StringHelper.startsWith(term, from);
        term = terms.next()) {
      names.add(new BytesRef(term.bytes, term.offset + 1, term.length - 1).utf8ToString());
    }
  }
}
