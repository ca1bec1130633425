package dev.weft.capture;

import dev.weft.capture.Template.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value as Python's {@code %} conversions write it. Numbers are rounded half to even on their
 * exact value, as Python does. Usable from any thread.
 */
final class Conversion {
  // Beyond this, plain digits would take megabytes; no double comes near.
  private static final int LARGEST_EXPONENT = 1100;
  private static final int USUAL_PRECISION = 6;
  private static final String HEX = "0123456789abcdef";

  private Conversion() {}

  /** The value in that place, not padded; as it is where it does not fit. */
  static String text(Place place, @Nullable Object value) {
    return switch (place.conversion) {
      case 'r', 'a' -> within(place, repr(value));
      case 'd', 'i', 'u' -> integer(place, value, 10);
      case 'x' -> integer(place, value, 16);
      case 'X' -> integer(place, value, 16).toUpperCase(Locale.ROOT);
      case 'o' -> integer(place, value, 8);
      case 'e', 'E', 'f', 'F', 'g', 'G' -> real(place, value);
      case 'c' -> character(value);
      default -> within(place, String.valueOf(value));
    };
  }

  /** Whether zeros may stand before it. */
  static boolean isNumeral(String text) {
    int first = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
    return text.length() > first
        && Character.isLetterOrDigit(text.charAt(first))
        && HEX.indexOf(Character.toLowerCase(text.charAt(first))) >= 0;
  }

  private static String within(Place place, String text) {
    return place.precision < 0 ? text : Texts.within(text, place.precision);
  }

  private static String integer(Place place, @Nullable Object value, int radix) {
    BigInteger number = whole(value);
    if (number == null) {
      return String.valueOf(value);
    }
    String digits = number.abs().toString(radix);
    if (place.precision > digits.length()) {
      digits = "0".repeat(place.precision - digits.length()) + digits;
    }
    String prefix = !place.alternate || radix == 10 ? "" : radix == 16 ? "0x" : "0o";
    return sign(place, number.signum() < 0) + prefix + digits;
  }

  private static @Nullable BigInteger whole(@Nullable Object value) {
    if (value instanceof BigInteger number) {
      return number;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return BigInteger.valueOf(((Number) value).longValue());
    }
    if (value instanceof Boolean flag) {
      return flag ? BigInteger.ONE : BigInteger.ZERO;
    }
    BigDecimal exact = exact(value);
    return exact == null ? null : exact.toBigInteger();
  }

  private static @Nullable BigDecimal exact(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT
          ? null
          : number;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? new BigDecimal(number) : null;
    }
    return null;
  }

  private static String real(Place place, @Nullable Object value) {
    boolean upper = Character.isUpperCase(place.conversion);
    String text = realOrNull(place, value);
    if (text == null) {
      return String.valueOf(value);
    }
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static @Nullable String realOrNull(Place place, @Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        String name = Double.isNaN(number) ? "nan" : "inf";
        return sign(place, number < 0) + name;
      }
    }
    BigDecimal number = exact(value);
    if (number == null) {
      BigInteger whole = whole(value);
      if (whole == null || whole.bitLength() > 4 * LARGEST_EXPONENT) {
        return null;
      }
      number = new BigDecimal(whole);
    }
    boolean negative = number.signum() < 0 || isNegativeZero(value);
    return sign(place, negative) + digits(place, number.abs());
  }

  private static boolean isNegativeZero(@Nullable Object value) {
    return (value instanceof Double number && number == 0 && 1 / number < 0)
        || (value instanceof Float single && single == 0 && 1 / single < 0);
  }

  private static String digits(Place place, BigDecimal number) {
    int precision = place.precision < 0 ? USUAL_PRECISION : place.precision;
    return switch (Character.toLowerCase(place.conversion)) {
      case 'f' -> number.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
      case 'e' -> scientific(number, precision);
      default -> general(number, Math.max(1, precision), place.alternate);
    };
  }

  private static String scientific(BigDecimal number, int precision) {
    BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    StringBuilder digits = new StringBuilder(rounded.unscaledValue().toString());
    int exponent = rounded.signum() == 0 ? 0 : digits.length() - 1 - rounded.scale();
    while (digits.length() < precision + 1) {
      digits.append('0');
    }
    digits.setLength(precision + 1);
    if (precision > 0) {
      digits.insert(1, '.');
    }
    digits.append('e').append(exponent < 0 ? '-' : '+');
    return digits.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }

  private static String general(BigDecimal number, int precision, boolean keepZeros) {
    BigDecimal rounded = number.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < precision) {
      String plain =
          number.setScale(precision - 1 - exponent, RoundingMode.HALF_EVEN).toPlainString();
      return keepZeros ? plain : withoutZeros(plain);
    }
    String text = scientific(number, precision - 1);
    int e = text.indexOf('e');
    return keepZeros ? text : withoutZeros(text.substring(0, e)) + text.substring(e);
  }

  private static String withoutZeros(String digits) {
    if (digits.indexOf('.') < 0) {
      return digits;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static String sign(Place place, boolean negative) {
    return negative ? "-" : place.plus ? "+" : place.blank ? " " : "";
  }

  private static String character(@Nullable Object value) {
    if (value instanceof Integer code && Character.isValidCodePoint(code)) {
      return Character.toString(code);
    }
    return String.valueOf(value);
  }

  private static String repr(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    repr(value, out);
    return out.toString();
  }

  // Captured trees are at most some levels deep.
  private static void repr(@Nullable Object value, StringBuilder out) {
    if (value instanceof CharSequence || value instanceof Character || value instanceof Cut) {
      quote(value.toString(), out);
    } else if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        repr(entry.getKey(), out);
        out.append(": ");
        repr(entry.getValue(), out);
        separator = ", ";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof Collection<?> items) {
      String separator = "[";
      for (Object item : items) {
        out.append(separator);
        repr(item, out);
        separator = ", ";
      }
      out.append(items.isEmpty() ? "[]" : "]");
    } else {
      out.append(value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c == quote) {
            out.append('\\').append(c);
          } else if (c < ' ' || c == 0x7f) {
            out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append(quote);
  }
}
