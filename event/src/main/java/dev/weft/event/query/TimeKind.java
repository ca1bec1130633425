package dev.weft.event.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants. A time that is written coarsely stands for all of its day, minute or second; {@code
 * -15m} is seen from the clock when a record is held against it.
 */
final class TimeKind extends PlacedKind {
  private static final Pattern RELATIVE =
      Pattern.compile("(now|([+-])(\\d{1,9})(ms|s|m|h|d))(?:/(s|m|h|d))?");
  private static final Pattern ZONED = Pattern.compile(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)");

  private final Clock clock;

  TimeKind(Place place, Clock clock, Faults faults) {
    super(place, faults);
    this.clock = clock;
  }

  /** All instants from {@code start} to below {@code end}, in seconds since 1970. */
  private record Span(double start, double end) {
    static Span of(Instant start, ChronoUnit unit) {
      double from = seconds(start);
      double wide = unit.getDuration().toNanos() / 1e9;
      return new Span(from, from + wide);
    }

    private static double seconds(Instant instant) {
      return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    boolean holds(Match.Operator operator, double time) {
      return switch (operator) {
        case GREATER -> time >= end;
        case AT_LEAST -> time >= start;
        case LESS -> time < start;
        case AT_MOST -> time < end;
        case SAME -> time >= start && time < end;
      };
    }
  }

  /**
   * A time that moves with the clock; rounded down to all of {@code rounded} where that is said.
   */
  private record Relative(Duration offset, @Nullable ChronoUnit rounded) {
    static Relative of(Matcher text) {
      Duration offset = Duration.ZERO;
      if (text.group(2) != null) {
        Duration amount = Duration.of(Long.parseLong(text.group(3)), unit(text.group(4)));
        offset = text.group(2).equals("-") ? amount.negated() : amount;
      }
      return new Relative(offset, text.group(5) == null ? null : unit(text.group(5)));
    }

    Span at(Clock clock) {
      Instant at = clock.instant().plus(offset);
      return rounded == null
          ? Span.of(at, ChronoUnit.MICROS)
          : Span.of(at.truncatedTo(rounded), rounded);
    }
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, "time", faults);
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      Relative from = Relative.of(relative);
      return event -> from.at(clock).holds(operator, place.number(event));
    }
    Span span = absolute(text, term);
    return event -> span.holds(operator, place.number(event));
  }

  private static ChronoUnit unit(String name) {
    return switch (name) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private Span absolute(String text, Term term) {
    double number = Numbers.parse(text);
    if (!Double.isNaN(number) && text.length() > 8) {
      return new Span(number, Math.nextUp(number));
    }
    try {
      return written(text);
    } catch (DateTimeException noTime) {
      throw faults.at(
          term,
          "\"" + text + "\" is no time",
          List.of("2026-11-20", "2026-11-20T09:14", "2026-11-20T09:14:02.5Z", "now", "-15m"),
          null);
    }
  }

  private static Span written(String text) {
    if (!text.contains("T")) {
      return Span.of(
          LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC), ChronoUnit.DAYS);
    }
    Instant start =
        ZONED.matcher(text).matches()
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    String clockTime = text.substring(text.indexOf('T') + 1).replaceAll("(Z|[+-].*)$", "");
    ChronoUnit unit =
        switch (clockTime.length()) {
          case 5 -> ChronoUnit.MINUTES;
          case 8 -> ChronoUnit.SECONDS;
          default -> clockTime.length() <= 12 ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
        };
    return Span.of(start, unit);
  }
}
