package dev.weft.lucene;

import dev.weft.event.query.Term;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/** Makes of what is looked for in texts a question to the index's words. Used by one thread. */
final class TextCompiler {
  private static final BytesRef LONG = new BytesRef(new byte[] {Words.LONG});

  private final IndexTerms terms;

  TextCompiler(IndexTerms terms) {
    this.terms = terms;
  }

  Compiled text(Term term) throws IOException {
    if (term instanceof Term.Phrase phrase) {
      return piece(phrase.text(), false, false).checked();
    }
    if (!(term instanceof Term.Word word)) {
      return Compiled.UNKNOWN;
    }
    List<String> parts = word.parts();
    if (parts.size() == 1) {
      return piece(parts.get(0), true, true);
    }
    List<Compiled> all = new ArrayList<>();
    int pieces = 0;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (!part.isEmpty()) {
        pieces++;
        all.add(piece(part, i == 0, i == parts.size() - 1));
      }
    }
    Compiled both = Compiled.and(all);
    return pieces == 1 ? both : both.checked();
  }

  /** A text of which is known whether words must begin and end where it does. */
  private Compiled piece(String text, boolean starts, boolean ends) throws IOException {
    List<String> words = Words.of(text);
    if (words.isEmpty()) {
      return Compiled.UNKNOWN;
    }
    int last = words.size() - 1;
    boolean openStart =
        !(starts && letter(text.codePointAt(0))) && Words.isPart(text.codePointAt(0));
    int end = text.codePointBefore(text.length());
    boolean openEnd = !(ends && letter(end)) && Words.isPart(end);
    List<Compiled> sure = new ArrayList<>();
    List<Compiled> costly = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      String word = words.get(i);
      boolean anyBefore = i == 0 && openStart;
      boolean anyAfter = (i == last && openEnd) || isCut(word);
      if (anyBefore) {
        costly.add(orLong(terms.wordWith(word, !anyAfter)));
      } else {
        sure.add(Compiled.exact(anyAfter ? terms.wordPrefix(word) : terms.word(word)));
      }
    }
    boolean whole = last == 0 && !isCut(words.get(0)) && onlyParts(text);
    Compiled found = Compiled.and(sure.isEmpty() ? costly : sure);
    return whole && (sure.isEmpty() || costly.isEmpty()) ? found : found.checked();
  }

  /** Of words that are longer than those in the index only the record tells. */
  private Compiled orLong(Query query) throws IOException {
    return terms.has(Columns.WORDS, LONG)
        ? Compiled.or(
            List.of(
                Compiled.exact(query),
                Compiled.within(
                    new org.apache.lucene.search.TermQuery(
                        new org.apache.lucene.index.Term(Columns.WORDS, LONG)))))
        : Compiled.exact(query);
  }

  private static boolean isCut(String word) {
    return word.codePointCount(0, word.length()) >= Words.LONGEST;
  }

  private static boolean onlyParts(String text) {
    return text.codePoints().allMatch(Words::isPart);
  }

  /** Those behind which the language asks for the end of a word. */
  private static boolean letter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_';
  }
}
