package dev.weft.cli;

import dev.weft.event.EventKey;
import dev.weft.event.Source;
import dev.weft.event.codec.JsonWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How single things are said: values, durations, names. */
public final class Words {
  private static final Pattern UUID =
      Pattern.compile("([0-9a-fA-F]{8})-[0-9a-fA-F]{4}-[0-9a-fA-F-]{22}");

  private Words() {}

  /** A field's value on one line: texts bare where that cannot mislead, the rest as JSON. */
  public static String value(@Nullable Object value) {
    if (value instanceof String text) {
      return text.isEmpty() || needsQuotes(text) ? json(text) : text;
    }
    if (value instanceof Map || value instanceof List) {
      return json(value);
    }
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  private static boolean needsQuotes(String text) {
    return text.chars().anyMatch(c -> c == ' ' || c == '"' || c == '\n' || c == '\t')
        || text.equals("null");
  }

  private static String json(Object value) {
    return new JsonWriter().value(value).toString();
  }

  /** {@code 412us}, {@code 0.031s}, {@code 2m 5.1s}, {@code 3h 12m}: three digits that matter. */
  public static String duration(Duration duration) {
    long micros = duration.toNanos() / 1000;
    if (micros < 1000) {
      return micros + "us";
    }
    if (micros < 60_000_000) {
      return decimal((micros + 500) / 1000, 3) + "s";
    }
    return duration.toHours() == 0
        ? duration.toMinutes() + "m " + decimal(micros % 60_000_000 / 100_000, 1) + "s"
        : duration.toHours() + "h " + duration.toMinutesPart() + "m";
  }

  /** For sums of many: {@code 412us}, {@code 3ms}, {@code 1.2s}, {@code 2m}. */
  public static String roughly(Duration duration) {
    long micros = duration.toNanos() / 1000;
    if (micros < 1000) {
      return micros + "us";
    }
    if (micros < 1_000_000) {
      return micros / 1000 + "ms";
    }
    if (micros < 60_000_000) {
      return decimal((micros + 50_000) / 100_000, 1) + "s";
    }
    long hours = duration.toHours();
    String minutes = duration.toMinutesPart() + "m";
    return hours == 0
        ? minutes
        : duration.toMinutesPart() == 0 ? hours + "h" : hours + "h " + minutes;
  }

  /** A whole number of thousandths or tenths as a decimal; the JDK's formatter is slow to start. */
  private static String decimal(long number, int digits) {
    String text = "0".repeat(digits) + number;
    int point = text.length() - digits;
    String whole = text.substring(Math.min(digits, point - 1), point);
    return whole + '.' + text.substring(point);
  }

  /** {@code 3@7c9f2c1e/1/2}: UUIDs cut to their first eight digits, which commands take too. */
  public static String shortKey(EventKey key) {
    return key.number() + "@" + shortUuids(key.scope().value());
  }

  /** The id with its UUIDs cut to their first eight digits. */
  public static String shortUuids(String id) {
    return id.length() < 36 ? id : UUID.matcher(id).replaceAll("$1");
  }

  /** The last name of a dotted logger. */
  public static String shortLogger(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  /** {@code host/process}, leaving out what was not said. */
  static String source(Source source) {
    String process = source.process();
    boolean named = !process.equals("?") && !process.equals("MainProcess");
    if (source.host().equals("?")) {
      return named ? process : "?";
    }
    return named ? source.host() + '/' + process : source.host();
  }

  /** {@code 1 event}, {@code 2 events}. */
  public static String count(long number, String noun) {
    return grouped(number) + ' ' + noun + (number == 1 ? "" : "s");
  }

  /** {@code 12 431}: groups of three. */
  public static String grouped(long number) {
    StringBuilder text = new StringBuilder().append(number);
    int first = text.charAt(0) == '-' ? 1 : 0;
    for (int i = text.length() - 3; i > first; i -= 3) {
      text.insert(i, ' ');
    }
    return text.toString();
  }
}
