package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads a number that the {@link JsonScanner} has passed. Functions only. */
final class JsonNumber {
  // Reading a decimal of a million digits takes seconds; a frame may hold many.
  private static final int LONGEST_EXACT = 1000;
  private static final int ALWAYS_EXACT_DIGITS = 15;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final long EXACT_INTEGERS = 1L << 53;
  private static final long MOST_TENTHS = ((1L << 52) - 10) / 10;
  private static final int MOST_DECIMALS = 16;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16
  };

  private JsonNumber() {}

  /** A Long or BigInteger; a Double, or a BigDecimal when a double would lose digits. */
  static Number read(byte[] bytes, int start, int end) {
    Number usual = usual(bytes, start, end);
    return usual == null ? other(bytes, start, end) : usual;
  }

  /** One whose digits are a number below 2^52, without an exponent; null for others. */
  private static @Nullable Number usual(byte[] bytes, int start, int end) {
    boolean negative = bytes[start] == '-';
    long digits = 0;
    int decimals = -1;
    for (int at = negative ? start + 1 : start; at < end; at++) {
      byte b = bytes[at];
      if (b == '.') {
        decimals = 0;
      } else if (b < '0' || b > '9' || digits > MOST_TENTHS || decimals >= MOST_DECIMALS) {
        return null;
      } else {
        digits = digits * 10 + (b - '0');
        decimals += decimals >= 0 ? 1 : 0;
      }
    }
    if (decimals < 0) {
      return negative ? -digits : digits;
    }
    // Both are exact doubles, so the quotient is the nearest one. It is within D / 2^53 units of
    // the last digit, D being the digits: within half a unit, so none of them is lost.
    double value = digits / POWERS[decimals];
    return negative ? -value : value;
  }

  private static Number other(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, US_ASCII);
    if (text.length() > LONGEST_EXACT || text.charAt(text.length() - 1) > '9') {
      return Double.valueOf(text);
    }
    return isWhole(text) ? whole(text) : decimal(text);
  }

  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return false;
      }
    }
    return true;
  }

  private static Number whole(String text) {
    if (text.length() <= 18) {
      return Long.valueOf(text);
    }
    BigInteger value = new BigInteger(text);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private static Number decimal(String text) {
    double near = Double.parseDouble(text);
    try {
      BigDecimal exact = new BigDecimal(text);
      return keepsDigits(near, exact) ? (Number) near : exact;
    } catch (NumberFormatException hugeExponent) {
      return near;
    }
  }

  private static boolean keepsDigits(double near, BigDecimal exact) {
    if (Double.isInfinite(near) || near == 0) {
      return near == 0 && exact.signum() == 0;
    }
    if (exact.precision() <= ALWAYS_EXACT_DIGITS && Math.abs(near) >= Double.MIN_NORMAL) {
      return true;
    }
    // Kept when the double is within half a unit of the last digit.
    BigDecimal written = exact.stripTrailingZeros();
    BigDecimal unit = BigDecimal.valueOf(1, written.scale());
    BigDecimal twice = new BigDecimal(near).subtract(written).abs().multiply(TWO);
    return twice.compareTo(unit) <= 0;
  }

  /** The nearest double, without allocation for usual lengths. */
  static double toDouble(byte[] bytes, int start, int end) {
    boolean negative = bytes[start] == '-';
    long digits = 0;
    int decimals = -1;
    for (int at = negative ? start + 1 : start; at < end; at++) {
      byte b = bytes[at];
      if (b == '.') {
        decimals = 0;
      } else if (b < '0' || b > '9' || digits >= EXACT_INTEGERS / 10 || decimals >= MOST_DECIMALS) {
        return Double.parseDouble(new String(bytes, start, end - start, US_ASCII));
      } else {
        digits = digits * 10 + (b - '0');
        decimals += decimals >= 0 ? 1 : 0;
      }
    }
    // Both are exact doubles, so the quotient is rounded once, correctly.
    double value = decimals > 0 ? digits / POWERS[decimals] : digits;
    return negative ? -value : value;
  }
}
