package dev.weft.event.query;

/** Logger names: {@code com.acme.*} is that package and itself. */
final class LoggerKind extends PlainKind {
  LoggerKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition equal(Term term) {
    if (!(term instanceof Term.Word word)
        || word.parts().size() != 2
        || !word.parts().get(1).isEmpty()
        || !word.parts().get(0).endsWith(".")) {
      return super.equal(term);
    }
    String prefix = word.parts().get(0);
    Literal below = new Literal(prefix);
    Literal itself = new Literal(prefix.substring(0, prefix.length() - 1));
    return (event, around) ->
        place.find(event) && (below.beginsFound(event) || itself.isFound(event));
  }
}
