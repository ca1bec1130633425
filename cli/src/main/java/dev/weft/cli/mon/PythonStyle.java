package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.event.codec.JsonSteps;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * As lcmon prints: what Python's {@code json.dumps} makes, a blank behind commas and colons, ASCII
 * alone, the shortest decimals, each message followed by an empty line.
 */
final class PythonStyle extends Printed {
  private static final int EXACT_DIGITS = 15;
  private static final int MOST_DIGITS = 17;
  private static final int LARGEST_PLAIN = 16;
  private static final int SMALLEST_PLAIN = -4;

  @Override
  void open(int depth, Bytes out) {}

  @Override
  void close(int depth, Bytes out) {}

  @Override
  void comma(int depth, Bytes out) {
    out.add(',').add(' ');
  }

  @Override
  void name(byte[] bytes, int quote, int behind, Bytes out) {
    text(bytes, quote, behind, out);
    out.add(':').add(' ');
  }

  @Override
  void text(byte[] bytes, int quote, int behind, Bytes out) {
    if (simple(bytes, quote + 1, behind - 1)) {
      out.add(bytes, quote, behind);
    } else {
      out.add('"').add(ascii(JsonSteps.readText(bytes, quote, behind))).add('"');
    }
  }

  private static boolean simple(byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      if (bytes[at] < ' ' || bytes[at] == '\\' || bytes[at] == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return out.toString();
  }

  @Override
  void word(byte[] bytes, int start, int end, Bytes out) {
    if (isShortest(bytes, start, end)) {
      out.add(bytes, start, end);
    } else if (isDecimal(bytes, start, end)) {
      out.add(decimal(Double.parseDouble(new String(bytes, start, end - start, US_ASCII))));
    } else if (end - start == 2 && bytes[start] == '-' && bytes[start + 1] == '0') {
      out.add('0');
    } else {
      out.add(bytes, start, end);
    }
  }

  // A decimal of at most 15 digits is the shortest for its double, so nothing need be calculated
  // where it is also written as Python does: no exponent, no needless zeros.
  private static boolean isShortest(byte[] bytes, int start, int end) {
    int first = bytes[start] == '-' ? start + 1 : start;
    int point = -1;
    for (int at = first; at < end; at++) {
      if (bytes[at] == '.' && point < 0) {
        point = at;
      } else if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    boolean tiny = point > 0 && bytes[first] == '0' && bytes[point + 1] == '0';
    boolean trailing = bytes[end - 1] == '0' && end - point > 2;
    return point > 0 && !tiny && !trailing && end - first - 1 <= EXACT_DIGITS;
  }

  private static boolean isDecimal(byte[] bytes, int start, int end) {
    if (bytes[start] > '9' || bytes[end - 1] > '9') {
      return false;
    }
    for (int at = start; at < end; at++) {
      if (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E') {
        return true;
      }
    }
    return false;
  }

  /** The shortest digits that read as that double again, as Python's {@code repr} writes them. */
  static String decimal(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= SMALLEST_PLAIN && exponent < LARGEST_PLAIN) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = shortest.unscaledValue().abs().toString();
    String point = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
    int size = Math.abs(exponent);
    return (value < 0 ? "-" : "")
        + point
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    // Every decimal of 15 digits has a double of its own, but near zero there are fewer doubles.
    int fewest = Math.abs(value) < Double.MIN_NORMAL ? 1 : EXACT_DIGITS;
    for (int digits = fewest; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  @Override
  void end(Bytes out) {
    out.add('\n').add('\n');
  }
}
