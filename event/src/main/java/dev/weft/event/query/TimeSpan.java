package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as a person writes it. One that is written coarsely stands for all of its day, minute or
 * second.
 *
 * <p>Immutable, usable from any thread. Exact to the microsecond.
 *
 * @param start its first instant
 * @param end the first instant behind it
 */
public record TimeSpan(Instant start, Instant end) {
  /** What can be written, to show to a person. */
  public static final List<String> EXAMPLES =
      List.of("2026-11-20", "2026-11-20T09:14", "2026-11-20T09:14:02.5Z", "now", "-15m", "-1d/d");

  private static final Pattern RELATIVE =
      Pattern.compile("(now|([+-])(\\d{1,9})(ms|s|m|h|d))(?:/(s|m|h|d))?");
  private static final Pattern ZONED = Pattern.compile(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)");
  private static final int DIGITS_OF_SECONDS = 8;

  /** Checks that both ends are there. */
  public TimeSpan {
    requireNonNull(start, "start");
    requireNonNull(end, "end");
  }

  /**
   * Reads a day, a time with or without a zone, seconds since 1970, {@code now}, {@code -15m} or
   * {@code -1d/d} (yesterday, all of it); empty when the text is none of these.
   *
   * @param now what {@code now} means
   * @param zone of times that name none, and of the days that are rounded to
   */
  public static Optional<TimeSpan> parse(String text, Instant now, ZoneId zone) {
    try {
      Relative relative = relative(text);
      return Optional.of(relative != null ? relative.at(now, zone) : absolute(text, zone));
    } catch (DateTimeException | ArithmeticException noTime) {
      return Optional.empty();
    }
  }

  /** A time that moves with the clock; null when the text is none. */
  static @Nullable Relative relative(String text) {
    Matcher relative = RELATIVE.matcher(text);
    return relative.matches() ? Relative.of(relative) : null;
  }

  private static TimeSpan of(Instant start, ChronoUnit unit) {
    return new TimeSpan(start, start.plus(unit.getDuration()));
  }

  /**
   * A time as seen from another.
   *
   * @param unit null for the instant itself
   * @param rounded what it is rounded down to all of; null for an instant
   */
  record Relative(long amount, @Nullable ChronoUnit unit, @Nullable ChronoUnit rounded) {
    private static Relative of(Matcher text) {
      long amount = text.group(2) == null ? 0 : Long.parseLong(text.group(3));
      return new Relative(
          "-".equals(text.group(2)) ? -amount : amount, unit(text.group(4)), unit(text.group(5)));
    }

    private static @Nullable ChronoUnit unit(@Nullable String name) {
      if (name == null) {
        return null;
      }
      return switch (name) {
        case "ms" -> ChronoUnit.MILLIS;
        case "s" -> ChronoUnit.SECONDS;
        case "m" -> ChronoUnit.MINUTES;
        case "h" -> ChronoUnit.HOURS;
        default -> ChronoUnit.DAYS;
      };
    }

    TimeSpan at(Instant now, ZoneId zone) {
      ZonedDateTime at = now.truncatedTo(ChronoUnit.MICROS).atZone(zone);
      if (unit != null) {
        at = at.plus(amount, unit);
      }
      if (rounded == null) {
        return TimeSpan.of(at.toInstant(), ChronoUnit.MICROS);
      }
      ZonedDateTime from = at.truncatedTo(rounded);
      return new TimeSpan(from.toInstant(), from.plus(1, rounded).toInstant());
    }
  }

  private static TimeSpan absolute(String text, ZoneId zone) {
    double number = Numbers.parse(text);
    if (!Double.isNaN(number) && text.length() > DIGITS_OF_SECONDS) {
      return of(
          Instant.EPOCH.plus(RecordValues.micros(number), ChronoUnit.MICROS), ChronoUnit.MICROS);
    }
    if (!text.contains("T")) {
      LocalDate day = LocalDate.parse(text);
      return new TimeSpan(
          day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
    }
    Instant start =
        ZONED.matcher(text).matches()
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).atZone(zone).toInstant();
    return of(start.truncatedTo(ChronoUnit.MICROS), written(text));
  }

  /** How finely it is written. */
  private static ChronoUnit written(String text) {
    String clockTime = text.substring(text.indexOf('T') + 1).replaceAll("(Z|[+-].*)$", "");
    return switch (clockTime.length()) {
      case 5 -> ChronoUnit.MINUTES;
      case 8 -> ChronoUnit.SECONDS;
      default -> clockTime.length() <= 12 ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
    };
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(start, end);
  }

  /** Whether a time compares so with it. */
  boolean holds(Match.Operator operator, long micros) {
    return switch (operator) {
      case GREATER -> micros >= micros(end);
      case AT_LEAST -> micros >= micros(start);
      case LESS -> micros < micros(start);
      case AT_MOST -> micros < micros(end);
      case SAME -> micros >= micros(start) && micros < micros(end);
    };
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
