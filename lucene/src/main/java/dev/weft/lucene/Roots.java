package dev.weft.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Finds the roots of trees. Functions only. */
final class Roots {
  private Roots() {}

  /** The roots that begin with that text; an exact one alone. */
  static List<String> of(View view, String prefix, int most) throws IOException {
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
}
