package dev.weft.cli.show;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as a person types it, where the API wants microseconds or an event. */
final class Moment {
  private static final Pattern AGO = Pattern.compile("-(\\d{1,9})(ms|s|m|h|d)");

  private Moment() {}

  /**
   * What the API takes: an event's id as it is, a time in microseconds.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static String of(String option, String text, ZoneId zone, Clock clock) {
    if (text.indexOf('@') > 0 || text.matches("\\d{10,18}")) {
      return text;
    }
    Instant time;
    try {
      time = time(text, zone, clock);
    } catch (DateTimeException noTime) {
      throw new IllegalArgumentException(
          option
              + ' '
              + text
              + " is no time; write one such as 2026-11-20T09:14:02.5, -15m, or an event's key",
          noTime);
    }
    return String.valueOf(
        Math.addExact(
            Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000));
  }

  private static Instant time(String text, ZoneId zone, Clock clock) {
    if (text.equals("now")) {
      return clock.instant();
    }
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1));
      return clock
          .instant()
          .minus(
              switch (ago.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
              });
    }
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    return text.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }
}
