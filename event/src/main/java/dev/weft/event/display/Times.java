package dev.weft.event.display;

import dev.weft.event.query.TimeSpan;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the times of questions and answers. Functions only. */
final class Times {
  /** What a time may look like, for messages. */
  static final List<String> FORMS =
      List.of("2026-11-20", "2026-11-20T09:14:02Z", "now", "-15m", "-1d/d", "1774429200113000");

  private static final Pattern MICROS = Pattern.compile("-?\\d{1,18}");
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss.SSSSSSXXX")
          .toFormatter();

  private Times() {}

  /**
   * The instant that the text means: of a day, a minute or a second its beginning.
   *
   * @param zone of times that name none, and of days
   * @return null when it is none
   */
  static @Nullable Instant parse(String text, Clock clock, ZoneId zone) {
    if (MICROS.matcher(text).matches()) {
      return instant(Long.parseLong(text));
    }
    return TimeSpan.parse(text, clock.instant(), zone).map(TimeSpan::start).orElse(null);
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
