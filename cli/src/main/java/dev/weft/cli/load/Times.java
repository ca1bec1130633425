package dev.weft.cli.load;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as logs write them. Functions only. */
final class Times {
  /** At the beginning of a line: a date, a clock time, perhaps a fraction and an offset. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\[?(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
              + "\\s?(Z|[+-]\\d\\d:?\\d\\d)?\\]?(?=\\s|$)");

  private Times() {}

  /** A time, and where what follows it begins. */
  record Found(Instant time, int end) {}

  /** The time that the line begins with; null when it begins otherwise. */
  static @Nullable Found leading(String line, Defaults defaults) {
    Matcher written = WRITTEN.matcher(line);
    if (!written.lookingAt()) {
      return null;
    }
    Instant time = read(written, defaults);
    return time == null ? null : new Found(time, written.end());
  }

  private static @Nullable Instant read(Matcher written, Defaults defaults) {
    String fraction = written.group(3) == null ? "" : "." + written.group(3);
    String offset = written.group(4);
    String local = written.group(1) + 'T' + written.group(2) + fraction;
    try {
      if (offset == null) {
        return LocalDateTime.parse(local).atZone(defaults.zone()).toInstant();
      }
      boolean colon = offset.length() != 5;
      String read = colon ? offset : offset.substring(0, 3) + ':' + offset.substring(3);
      return OffsetDateTime.parse(local + read).toInstant();
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  /** A value that means a time; the time of loading when it means none. */
  static Instant of(@Nullable Object value, Defaults defaults) {
    if (value instanceof Number number) {
      return ofNumber(number.doubleValue(), defaults);
    }
    if (value == null) {
      return defaults.now();
    }
    String text = String.valueOf(value).strip();
    if (text.matches("\\d{9,19}(\\.\\d+)?")) {
      return ofNumber(Double.parseDouble(text), defaults);
    }
    Found found = leading(text, defaults);
    return found == null ? defaults.now() : found.time();
  }

  /** Since 1970 in seconds, or, where that would be beyond the year 5000, in a finer unit. */
  private static Instant ofNumber(double number, Defaults defaults) {
    double seconds = number;
    for (int i = 0; i < 3 && Math.abs(seconds) > 1e11; i++) {
      seconds /= 1000;
    }
    return Double.isFinite(seconds) && Math.abs(seconds) <= 1e11
        ? Instant.EPOCH.plus(Math.round(seconds * 1e6), ChronoUnit.MICROS)
        : defaults.now();
  }

  static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
