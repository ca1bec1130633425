package dev.weft.event.query;

/** Reading terms as values of a kind. */
final class Terms {
  private Terms() {}

  /** The term's text, for kinds whose values are words or numbers. */
  static String plain(Term term, String field, Faults faults) {
    if (term instanceof Term.Phrase phrase) {
      return phrase.text();
    }
    if (term instanceof Term.Word word && !word.glob()) {
      return word.text();
    }
    throw faults.at(term, field + ": takes a plain value here, no pattern");
  }
}
