package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.ZoneId;

/** Instants, as {@link TimeSpan} reads them. */
final class TimeKind extends PlacedKind {
  private final Clock clock;
  private final ZoneId zone;

  /**
   * Makes the kind.
   *
   * @param clock from which relative times are seen when a record is held against them
   */
  TimeKind(Place place, Clock clock, ZoneId zone, Faults faults) {
    super(place, faults);
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, "time", faults);
    TimeSpan.Relative relative = TimeSpan.relative(text);
    TimeSpan span =
        TimeSpan.parse(text, clock.instant(), zone).orElseThrow(() -> noTime(term, text));
    return relative == null
        ? (event, around) -> holds(span, operator, event)
        : (event, around) -> holds(relative.at(clock.instant(), zone), operator, event);
  }

  private QueryException noTime(Term term, String text) {
    String cure = text.startsWith("now-") || text.startsWith("now+") ? text.substring(3) : null;
    return faults.at(term, "\"" + text + "\" is no time", TimeSpan.EXAMPLES, cure);
  }

  private boolean holds(TimeSpan span, Match.Operator operator, RawEvent event) {
    double seconds = place.number(event);
    return !Double.isNaN(seconds) && span.holds(operator, RecordValues.micros(seconds));
  }
}
