package dev.weft.web.level;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads how long something is to hold: {@code 90s}, {@code 10m}, {@code 2h}, {@code PT10M}. */
final class Lifetime {
  private static final Duration LONGEST = Duration.ofDays(366);

  private Lifetime() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is something else, or beyond what makes sense
   */
  static Duration read(String text) {
    Duration lifetime = parsed(text.trim().toUpperCase(Locale.ROOT));
    if (lifetime == null || lifetime.toMillis() < 1 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "expires: expected a time such as 90s, 10m, 2h, 1d or PT10M, up to a year; got \""
              + text
              + '"');
    }
    return lifetime;
  }

  private static @Nullable Duration parsed(String text) {
    try {
      if (text.matches("\\d{1,9}MS")) {
        return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
      }
      String iso = text.startsWith("P") ? text : text.endsWith("D") ? "P" + text : "PT" + text;
      return Duration.parse(iso);
    } catch (DateTimeParseException | ArithmeticException other) {
      return null;
    }
  }
}
