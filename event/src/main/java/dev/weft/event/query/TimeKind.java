package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.ZoneId;

/** Instants, as {@link TimeSpan} reads them. */
final class TimeKind implements Kind {
  private final Faults faults;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * Makes the kind.
   *
   * @param clock from which relative times are seen when a record is held against them
   */
  TimeKind(Clock clock, ZoneId zone, Faults faults) {
    this.faults = faults;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public Condition present() {
    return (event, around) -> RecordValues.micros(event) != RecordValues.NO_TIME;
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

  private static boolean holds(TimeSpan span, Match.Operator operator, RawEvent event) {
    long micros = RecordValues.micros(event);
    return micros != RecordValues.NO_TIME && span.holds(operator, micros);
  }
}
