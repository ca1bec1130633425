package dev.weft.lucene;

import dev.weft.event.query.Match;
import dev.weft.event.query.Numbers;
import dev.weft.event.query.Term;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/** Makes of what is asked of a field's value a question to the index. Used by one thread. */
final class ValueCompiler {
  private final IndexTerms terms;

  ValueCompiler(IndexTerms terms) {
    this.terms = terms;
  }

  /** The text of a term that is no pattern. */
  static Optional<String> plain(Term term) {
    if (term instanceof Term.Phrase phrase) {
      return Optional.of(phrase.text());
    }
    return term instanceof Term.Word word && !word.glob()
        ? Optional.of(word.text())
        : Optional.empty();
  }

  /** Of a built-in field, whose one value is the one that counts. */
  Compiled builtIn(String name, Match match) throws IOException {
    return of(Columns.BUILT_IN, Columns.BUILT_IN_NUMBER, Columns.BUILT_IN, name, match);
  }

  /**
   * Of a built-in field whose value is a path, and is to be that one or below it.
   *
   * @param path ends with the dot that parts what is below
   */
  Compiled within(String name, String path) throws IOException {
    if (path.length() * 3 > Columns.LONGEST_TEXT) {
      return Compiled.within(terms.present(Columns.BUILT_IN, name));
    }
    String itself = path.substring(0, path.length() - 1);
    List<Compiled> any = new ArrayList<>();
    any.add(Compiled.exact(terms.term(terms.value(Columns.BUILT_IN, name, itself))));
    any.add(Compiled.exact(terms.prefix(terms.value(Columns.BUILT_IN, name, path))));
    return withNumbers(Columns.BUILT_IN_NUMBER, name, Compiled.or(any));
  }

  /** Of an event's own field, whose value may stand in several places. */
  Compiled own(String name, Match match) throws IOException {
    if (isPassedOver(name)) {
      return Compiled.UNKNOWN;
    }
    Set<String> names = new LinkedHashSet<>();
    String plain = name.startsWith("f.") && name.length() > 2 ? name.substring(2) : name;
    names.add(plain);
    names.add(FieldTerms.bare(plain));
    List<Compiled> any = new ArrayList<>();
    for (String each : names) {
      any.add(of(Columns.VALUE, Columns.NUMBER, Columns.PRESENT, each, match));
    }
    BytesRef overflow = terms.bare(Columns.INEXACT, "*", 1);
    if (terms.has(overflow)) {
      any.add(Compiled.within(terms.term(overflow)));
    }
    Compiled found = Compiled.or(any);
    return names.size() == 1 && plain.equals(name) ? found : found.checked();
  }

  private static boolean isPassedOver(String name) {
    String plain = name.startsWith("f.") && name.length() > 2 ? name.substring(2) : name;
    int dot = plain.indexOf('.');
    String first = dot < 0 ? plain : plain.substring(0, dot);
    return FieldTerms.passedOver(first)
        || plain.equals("context.key")
        || plain.equals("key")
        || plain.length() > 200;
  }

  private Compiled of(int text, int number, int present, String name, Match match)
      throws IOException {
    Compiled there = Compiled.within(terms.present(present, name));
    if (!(match instanceof Match.Equal equal)) {
      return match instanceof Match.Compare compare && compare.operator() == Match.Operator.SAME
          ? of(text, number, present, name, new Match.Equal(compare.term()))
          : there;
    }
    boolean sure = !terms.has(terms.bare(Columns.INEXACT, name, 600));
    Term term = equal.term();
    if (term instanceof Term.Word word && word.glob()) {
      if (word.anything()) {
        return sure ? Compiled.exact(there.query()) : there;
      }
      return sure ? glob(text, number, name, word.parts()) : there;
    }
    String wanted = plain(term).orElse(null);
    if (wanted == null || wanted.startsWith("{") || wanted.startsWith("[")) {
      return there;
    }
    List<Compiled> any = new ArrayList<>();
    any.add(Compiled.exact(terms.term(terms.value(text, name, wanted))));
    double asNumber = number(wanted);
    if (!Double.isNaN(asNumber)) {
      any.add(Compiled.exact(terms.value(number, name, asNumber)).checkedIf(!isCanonical(wanted)));
    }
    Compiled found = Compiled.or(any);
    return sure ? found : found.checked();
  }

  private static boolean isCanonical(String text) {
    return text.matches("0|-?[1-9][0-9]{0,14}");
  }

  /** Numbers as a query writes them, with units; more than it takes does no harm. */
  private static double number(String text) {
    return Numbers.parse(text);
  }

  private Compiled glob(int text, int number, String name, List<String> parts) throws IOException {
    return withNumbers(number, name, Compiled.exact(terms.glob(text, name, parts)));
  }

  /** What texts are like, and every number: how it was written is not in the index. */
  private Compiled withNumbers(int number, String name, Compiled texts) throws IOException {
    BytesRef numbers = terms.value(number, name, "");
    return terms.hasPrefix(numbers)
        ? Compiled.or(List.of(texts, Compiled.within(terms.prefix(numbers)))).checked()
        : texts;
  }
}
