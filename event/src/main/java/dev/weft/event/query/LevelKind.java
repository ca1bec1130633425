package dev.weft.event.query;

import dev.weft.event.Level;
import dev.weft.event.flow.Names;
import java.util.List;

/** Severities, in their order; a number between two counts as the lower. */
final class LevelKind extends PlacedKind {
  private static final List<String> NAMES =
      List.of("trace", "debug", "info", "warn", "error", "fatal");

  LevelKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, "level", faults);
    Level level = Level.ofName(text).orElse(null);
    if (level != null) {
      return between(operator, lowest(level), above(level));
    }
    double number = Numbers.parse(text);
    if (Double.isNaN(number)) {
      throw faults.at(
          term,
          "\"" + text + "\" is no level",
          NAMES,
          text.contains(",")
              ? '(' + text.replace(',', ' ') + ')'
              : Names.nearest(text, NAMES).orElse(null));
    }
    return between(operator, number, Math.nextUp(number));
  }

  private static double lowest(Level level) {
    return level == Level.TRACE ? Double.NEGATIVE_INFINITY : level.number();
  }

  private static double above(Level level) {
    return switch (level) {
      case TRACE -> Level.DEBUG.number();
      case DEBUG -> Level.INFO.number();
      case INFO -> Level.WARN.number();
      case WARN -> Level.ERROR.number();
      case ERROR -> Level.FATAL.number();
      case FATAL -> Double.POSITIVE_INFINITY;
    };
  }

  /** Compares with all numbers from {@code low} to below {@code high}. NaN satisfies nothing. */
  private Condition between(Match.Operator operator, double low, double high) {
    return switch (operator) {
      case AT_LEAST -> (event, around) -> place.number(event) >= low;
      case GREATER -> (event, around) -> place.number(event) >= high;
      case LESS -> (event, around) -> place.number(event) < low;
      case AT_MOST -> (event, around) -> place.number(event) < high;
      case SAME ->
          (event, around) -> {
            double number = place.number(event);
            return number >= low && number < high;
          };
    };
  }
}
