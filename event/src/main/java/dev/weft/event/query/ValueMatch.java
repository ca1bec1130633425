package dev.weft.event.query;

import java.util.Collection;
import java.util.function.Predicate;

/** Holds values that were read already against terms, as {@link PlainKind} does on bytes. */
final class ValueMatch {
  private ValueMatch() {}

  static Predicate<Object> equal(Term term, Faults faults) {
    Predicate<String> text = text(term, faults);
    double number = term instanceof Term.Word word ? Numbers.parse(word.text()) : Double.NaN;
    return value ->
        value instanceof Collection<?> items
            ? items.stream().anyMatch(item -> item != null && text.test(String.valueOf(item)))
            : text.test(String.valueOf(value))
                || (value instanceof Number found && found.doubleValue() == number);
  }

  private static Predicate<String> text(Term term, Faults faults) {
    if (term instanceof Term.Regex regex) {
      TextPattern pattern = Patterns.regex(regex);
      return text -> pattern.isIn(text);
    }
    if (term instanceof Term.Word word && word.glob()) {
      TextPattern pattern = Patterns.glob(word);
      return text -> pattern.is(text);
    }
    return Terms.plain(term, "the field", faults)::equals;
  }
}
