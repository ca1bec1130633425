package dev.weft.event.display;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the times of questions and answers. Functions only. */
final class Times {
  /** What a time may look like, for messages. */
  static final List<String> FORMS =
      List.of("2026-11-20", "2026-11-20T09:14:02Z", "now", "-15m", "-1d/d", "1774429200113000");

  private static final Pattern RELATIVE =
      Pattern.compile("(?:now)?(?:([+-])(\\d{1,9})(ms|s|m|h|d|w))?(?:/(s|m|h|d|w))?");
  private static final Pattern MICROS = Pattern.compile("-?\\d{1,18}");
  private static final Pattern ZONED = Pattern.compile(".*T.*(?:Z|[+-]\\d\\d(?::?\\d\\d)?)");
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss.SSSSSSXXX")
          .toFormatter();

  private Times() {}

  /**
   * The instant that the text means.
   *
   * @param zone of times that name none, and of days
   * @return null when it is none
   */
  static @Nullable Instant parse(String text, Clock clock, ZoneId zone) {
    try {
      Matcher relative = RELATIVE.matcher(text);
      if (!text.isEmpty() && relative.matches()) {
        return relative(relative, clock, zone);
      }
      if (MICROS.matcher(text).matches()) {
        return instant(Long.parseLong(text));
      }
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      return ZONED.matcher(text).matches()
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException | ArithmeticException noTime) {
      return null;
    }
  }

  private static Instant relative(Matcher text, Clock clock, ZoneId zone) {
    ZonedDateTime at = clock.instant().atZone(zone);
    if (text.group(1) != null) {
      long amount = Long.parseLong(text.group(2));
      at = at.plus(text.group(1).equals("-") ? -amount : amount, unit(text.group(3)));
    }
    String rounded = text.group(4);
    if (rounded != null) {
      at =
          rounded.equals("w")
              ? at.truncatedTo(ChronoUnit.DAYS).minusDays(at.getDayOfWeek().getValue() - 1L)
              : at.truncatedTo(unit(rounded));
    }
    return at.toInstant();
  }

  private static ChronoUnit unit(String name) {
    return switch (name) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      case "w" -> ChronoUnit.WEEKS;
      default -> ChronoUnit.DAYS;
    };
  }

  /** The instant of that many microseconds since 1970. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** How many microseconds since 1970, as far as they can be counted. */
  static long micros(Instant instant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (ArithmeticException tooFar) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** ISO-8601 with microseconds, such as {@code 2026-11-20T09:14:02.113000Z}. */
  static String written(long micros, ZoneId zone) {
    return WRITTEN.format(instant(micros).atZone(zone));
  }
}
