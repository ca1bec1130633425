package dev.weft.lucene;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as a query writes them: {@code 5}, {@code 1e3}, {@code 0x1f}, {@code 10k}, {@code 2Gi}.
 * Functions only.
 */
final class QueryNumbers {
  private static final Pattern HEX = Pattern.compile("(-?)0[xX]([0-9a-fA-F]{1,15})");
  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)(k|M|G|Ki|Mi|Gi)?");

  private QueryNumbers() {}

  /** The number of that text; NaN when it is none. */
  static double parse(String text) {
    Matcher hex = HEX.matcher(text);
    if (hex.matches()) {
      long value = Long.parseLong(hex.group(2), 16);
      return hex.group(1).isEmpty() ? value : -value;
    }
    Matcher decimal = DECIMAL.matcher(text);
    return decimal.matches()
        ? Double.parseDouble(decimal.group(1)) * factor(decimal.group(2))
        : Double.NaN;
  }

  private static double factor(String unit) {
    return switch (unit == null ? "" : unit) {
      case "k" -> 1e3;
      case "M" -> 1e6;
      case "G" -> 1e9;
      case "Ki" -> 1L << 10;
      case "Mi" -> 1L << 20;
      case "Gi" -> 1L << 30;
      default -> 1;
    };
  }
}
