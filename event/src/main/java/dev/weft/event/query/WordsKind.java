package dev.weft.event.query;

/** Sentences, such as a message: words are looked for in them as free text is. */
final class WordsKind extends PlacedKind {
  WordsKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition equal(Term term) {
    TextPattern pattern = Patterns.within(term);
    return (event, around) -> place.anyText(event, text -> pattern.isIn(FreeText.lines(text)));
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, "a comparison", faults);
    return (event, around) ->
        place.anyText(event, found -> operator.holds(FreeText.lines(found).compareTo(text)));
  }
}
