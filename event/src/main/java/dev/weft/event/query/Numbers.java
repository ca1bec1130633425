package dev.weft.event.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as a query writes them: {@code 5}, {@code 1e3}, {@code 0x1f}, {@code 10k}, {@code 2Gi}.
 * For stores that compile queries to a form of their own.
 *
 * <p>Functions only, usable from any thread.
 */
public final class Numbers {
  private static final Pattern HEX = Pattern.compile("(-?)0[xX]([0-9a-fA-F]{1,15})");
  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(k|M|G|Ki|Mi|Gi)?");

  private Numbers() {}

  /** The number of that text; NaN when it is none. */
  public static double parse(String text) {
    Matcher hex = HEX.matcher(text);
    if (hex.matches()) {
      long value = Long.parseLong(hex.group(2), 16);
      return hex.group(1).isEmpty() ? value : -value;
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (!decimal.matches()) {
      return Double.NaN;
    }
    return Double.parseDouble(decimal.group(1)) * factor(decimal.group(2));
  }

  private static double factor(@Nullable String unit) {
    if (unit == null) {
      return 1;
    }
    return switch (unit) {
      case "k" -> 1e3;
      case "M" -> 1e6;
      case "G" -> 1e9;
      case "Ki" -> 1L << 10;
      case "Mi" -> 1L << 20;
      default -> 1L << 30;
    };
  }
}
