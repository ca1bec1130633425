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
    for (LeafReaderContext leaf : reader == null ? List.<LeafReaderContext>of() : reader.leaves()) {
      Terms terms = leaf.reader().terms(Columns.TERMS);
      TermsEnum all = terms == null ? null : terms.iterator();
      if (all != null
          && all.seekCeil(prefix) != TermsEnum.SeekStatus.END
          && StringHelper.startsWith(all.term(), prefix)) {
        return true;
      }
    }
    return false;
  }

  boolean has(BytesRef term) throws IOException {
    return has(Columns.TERMS, term);
  }
}
