package dev.weft.event.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as a query writes them: {@code 500ms}, {@code 1.5h}; a bare number is seconds.
 */
final class DurationText {
  private static final Pattern FORM =
      Pattern.compile("([0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]{1,3})?|\\.[0-9]+)(ns|us|µs|ms|s|m|h|d)?");

  private DurationText() {}

  /** In nanoseconds, the nearest; -1 when the text is no length of time. */
  static long nanos(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return -1;
    }
    String unit = form.group(2) == null ? "s" : form.group(2);
    return Math.round(Double.parseDouble(form.group(1)) * nanosOf(unit));
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      default -> 86400e9;
    };
  }
}
