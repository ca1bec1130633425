package dev.weft.event.query;

import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.regex.Pattern;

/** Fields of any type: texts exactly, numbers as numbers where both are numbers. */
sealed class PlainKind extends PlacedKind permits LoggerKind, TopicKind, KeyKind {
  private static final Pattern DURATION = Pattern.compile("-?[0-9.]+(ns|us|ms|s|m|h|d)");

  PlainKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition equal(Term term) {
    if (term instanceof Term.Regex regex) {
      TextPattern pattern = Patterns.regex(regex);
      return (event, around) -> place.anyText(event, text -> pattern.isIn(text));
    }
    if (term instanceof Term.Word word && word.glob()) {
      return glob(word);
    }
    Literal literal = new Literal(Terms.plain(term, "the field", faults));
    double number = term instanceof Term.Word ? Numbers.parse(literal.text()) : Double.NaN;
    return (event, around) -> same(event, literal, number);
  }

  private boolean same(RawEvent event, Literal literal, double number) {
    if (!place.find(event)) {
      return false;
    }
    return switch (event.kind()) {
      case NUMBER -> literal.isFound(event) || place.number(event) == number;
      case ARRAY -> place.anyText(event, literal.text()::equals);
      case TEXT, BOOLEAN, NULL, OBJECT -> literal.isFound(event);
    };
  }

  private Condition glob(Term.Word word) {
    boolean prefix = word.parts().size() == 2 && word.parts().get(1).isEmpty();
    TextPattern pattern = Patterns.glob(word);
    Condition anyOf = (event, around) -> place.anyText(event, text -> pattern.is(text));
    if (!prefix) {
      return anyOf;
    }
    Literal literal = new Literal(word.parts().get(0));
    return (event, around) ->
        place.find(event)
            && (event.kind() == JsonKind.ARRAY
                ? anyOf.holds(event, around)
                : literal.beginsFound(event));
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, "a comparison", faults);
    if (operator == Match.Operator.SAME) {
      return equal(term);
    }
    if (DURATION.matcher(text).matches()) {
      throw faults.at(
          term,
          "the unit of this field is not known; write the bare number in the field's own unit");
    }
    double number = Numbers.parse(text);
    return (event, around) -> ordered(event, operator, text, number);
  }

  private boolean ordered(RawEvent event, Match.Operator operator, String text, double number) {
    if (!Double.isNaN(number)) {
      double found = place.number(event);
      if (!Double.isNaN(found)) {
        return operator.holds(Double.compare(found, number));
      }
    }
    String found = place.text(event);
    return found != null && operator.holds(found.compareTo(text));
  }
}
