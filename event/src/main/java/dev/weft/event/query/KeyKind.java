package dev.weft.event.query;

/** Identities of events: in a task the key, outside every task {@code number@~source}. */
final class KeyKind extends PlainKind {
  private static final String OUTSIDE = "@~";

  KeyKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition present() {
    return (event, around) -> RecordValues.identity(event) != null;
  }

  @Override
  public Condition equal(Term term) {
    String text =
        term instanceof Term.Word word
            ? word.text()
            : term instanceof Term.Phrase said ? said.text() : "";
    return text.contains(OUTSIDE)
        ? new ReaderKind(BuiltInField.KEY.reader(), faults).equal(term)
        : super.equal(term);
  }
}
