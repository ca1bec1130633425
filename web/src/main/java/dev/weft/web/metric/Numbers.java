package dev.weft.web.metric;

import java.math.BigDecimal;

/** Numbers as back ends print them: as they were given, so 42 stays 42. */
final class Numbers {
  // Beyond it not every whole number is a double.
  private static final double MOST_WHOLE = 9.007199254740992E15;

  private Numbers() {}

  /** A whole number where it is one. */
  static Number plain(double value) {
    // The two differ in their type, so no conditional expression, which would make both a double.
    if (value == Math.rint(value) && Math.abs(value) < MOST_WHOLE) {
      return (long) value;
    }
    return value;
  }

  /** Digits without an exponent, which not every reader knows; of finite numbers. */
  static String text(double value) {
    Number plain = plain(value);
    return plain instanceof Long
        ? plain.toString()
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
