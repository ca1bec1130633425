package dev.weft.lucene;

import dev.weft.event.Level;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.jspecify.annotations.Nullable;

/** Makes the terms that {@link EventDocument} wrote, and queries for them. Used by one thread. */
final class IndexTerms {
  private static final int MOST_NAME_BYTES = 600;

  private final TermStream maker = new TermStream();
  private final @Nullable IndexReader reader;

  /** With null, only terms and queries can be made. */
  IndexTerms(@Nullable IndexReader reader) {
    this.reader = reader;
  }

  BytesRef bare(int mark, String text, int most) {
    return maker.put(mark).put(text, most).take();
  }

  BytesRef value(int mark, String name, String text) {
    return maker.put(mark).put(name, MOST_NAME_BYTES).put(0).put(text, Columns.LONGEST_TEXT).take();
  }

  Query term(BytesRef term) {
    return new TermQuery(new Term(Columns.TERMS, term));
  }

  BytesRef kindTerm(int kind) {
    return maker.put(Columns.KIND).put(kind).take();
  }

  Query kind(int kind) {
    return term(kindTerm(kind));
  }

  Query level(Level level) {
    return term(maker.put(Columns.LEVEL).put(level.number()).take());
  }

  Query present(int mark, String name) {
    Query said = term(bare(mark, name, MOST_NAME_BYTES));
    String column = mark == Columns.BUILT_IN ? EventDocument.COLUMNS.get(name) : null;
    return column == null
        ? said
        : new BooleanQuery.Builder()
            .add(said, Occur.SHOULD)
            .add(new FieldExistsQuery(column), Occur.SHOULD)
            .build();
  }

  Query value(int mark, String name, double number) {
    return term(value(mark, name, FieldTerms.numberText(number)));
  }

  Query prefix(BytesRef prefix) {
    return new PrefixQuery(new Term(Columns.TERMS, prefix));
  }

  /**
   * What begins so, by the term itself where only one does, as where a whole id is given: how many
   * events it has is known without looking at them.
   */
  Query onlyPrefix(BytesRef prefix) throws IOException {
    BytesRef only = null;
    for (LeafReaderContext leaf : leaves()) {
      TermsEnum all = beginning(leaf, prefix);
      if (all == null) {
        continue;
      }
      if (only != null && !only.equals(all.term())) {
        return prefix(prefix);
      }
      only = BytesRef.deepCopyOf(all.term());
      BytesRef next = all.next();
      if (next != null && StringHelper.startsWith(next, prefix)) {
        return prefix(prefix);
      }
    }
    return only == null ? new MatchNoDocsQuery() : term(only);
  }

  Query any(Collection<BytesRef> terms) {
    return new TermInSetQuery(Columns.TERMS, terms);
  }

  Query word(String word) {
    return new TermQuery(new Term(Columns.WORDS, word));
  }

  Query wordPrefix(String word) {
    return new PrefixQuery(new Term(Columns.WORDS, word));
  }

  /** Words that hold a text; at their end, where that is said. */
  Query wordWith(String text, boolean atEnd) {
    Automaton before = Operations.concatenate(Automata.makeAnyString(), Automata.makeString(text));
    Automaton whole = atEnd ? before : Operations.concatenate(before, Automata.makeAnyString());
    return new AutomatonQuery(
        new Term(Columns.WORDS, text),
        Operations.determinize(whole, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
  }

  /** Values like a glob's parts. */
  Query glob(int mark, String name, List<String> parts) {
    Automaton all = Automata.makeString(Character.toString(mark) + name + '\0' + parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      all = Operations.concatenate(all, Automata.makeAnyString());
      all = Operations.concatenate(all, Automata.makeString(part));
    }
    return new AutomatonQuery(
        new Term(Columns.TERMS, name),
        Operations.determinize(all, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
  }

  boolean has(String field, BytesRef term) throws IOException {
    return reader != null && reader.docFreq(new Term(field, term)) > 0;
  }

  boolean hasPrefix(BytesRef prefix) throws IOException {
    for (LeafReaderContext leaf : leaves()) {
      if (beginning(leaf, prefix) != null) {
        return true;
      }
    }
    return false;
  }

  private List<LeafReaderContext> leaves() {
    return reader == null ? List.of() : reader.leaves();
  }

  /** At the first term that begins so; null when none does. */
  private static @Nullable TermsEnum beginning(LeafReaderContext leaf, BytesRef prefix)
      throws IOException {
    Terms terms = leaf.reader().terms(Columns.TERMS);
    TermsEnum all = terms == null ? null : terms.iterator();
    return all != null
            && all.seekCeil(prefix) != TermsEnum.SeekStatus.END
            && StringHelper.startsWith(all.term(), prefix)
        ? all
        : null;
  }

  boolean has(BytesRef term) throws IOException {
    return has(Columns.TERMS, term);
  }
}
