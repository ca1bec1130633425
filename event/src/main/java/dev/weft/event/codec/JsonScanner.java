package dev.weft.event.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Walks JSON and checks its grammar, making nothing: each method takes the offset of a token's
 * first byte and gives the offset behind it, or {@link #FAILED}.
 *
 * <h2>Grammar</h2>
 *
 * RFC 8259, and beyond it {@code NaN}, {@code Infinity} and {@code -Infinity}, which Python writes
 * bare. Whether a string is valid UTF-8 is not checked: a bad byte costs one U+FFFD when somebody
 * reads the text, and is no reason to refuse a record.
 *
 * <h2>Eight bytes at a time</h2>
 *
 * Most bytes of a record stand inside strings, where only a quote, a backslash or a control
 * character ends the run. {@code (v - 0x01…01) & ~v & 0x80…80} marks the zero bytes of {@code v}
 * [1]; xor with a repeated quote makes quotes zero, and subtracting 0x20…20 instead marks the bytes
 * below 0x20. The borrow of a subtraction can mark wrongly only above a byte that is marked
 * rightly, so the lowest mark is exact, and with little-endian reads the lowest is the first.
 *
 * <p>[1] Alan Mycroft's test, see Warren, Hacker's Delight, section 6-1.
 *
 * <p>Used by one thread.
 */
final class JsonScanner {
  static final int FAILED = -1;
  static final int MAX_DEPTH = 200;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;

  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] NAN = ascii("NaN");
  private static final byte[] INFINITY = ascii("Infinity");
  private static final byte[] MINUS_INFINITY = ascii("-Infinity");

  private byte[] bytes = {};
  private int start;
  private int end;
  private @Nullable String expected;
  private int failedAt;
  private boolean escapes;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  JsonScanner over(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    end = to;
    expected = null;
    return this;
  }

  /** One value with nothing but space around it. */
  int document() {
    int behind = value(space(start), 0);
    return behind < 0 ? behind : nothingMore(behind);
  }

  int nothingMore(int at) {
    int behind = space(at);
    return behind == end ? behind : fail("nothing more", behind);
  }

  int value(int at, int depth) {
    if (at >= end) {
      return fail("a value", at);
    }
    return switch (bytes[at]) {
      case '"' -> string(at);
      case '{' -> object(at, depth);
      case '[' -> array(at, depth);
      case 't' -> literal(at, TRUE);
      case 'f' -> literal(at, FALSE);
      case 'n' -> literal(at, NULL);
      case 'N' -> literal(at, NAN);
      case 'I' -> literal(at, INFINITY);
      case '-' -> at + 1 < end && bytes[at + 1] == 'I' ? literal(at, MINUS_INFINITY) : number(at);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
      default -> fail("a value", at);
    };
  }

  private int object(int open, int depth) {
    int at = firstInside(open, depth);
    if (at < 0 || is(at, '}')) {
      return at < 0 ? at : at + 1;
    }
    while (true) {
      int valueAt = colon(name(at));
      int behind = valueAt < 0 ? valueAt : value(valueAt, depth + 1);
      if (behind < 0) {
        return behind;
      }
      at = space(behind);
      if (is(at, '}')) {
        return at + 1;
      }
      if (!is(at, ',')) {
        return fail("',' or '}'", at);
      }
      at = space(at + 1);
    }
  }

  private int array(int open, int depth) {
    int at = firstInside(open, depth);
    if (at < 0 || is(at, ']')) {
      return at < 0 ? at : at + 1;
    }
    while (true) {
      int behind = value(at, depth + 1);
      if (behind < 0) {
        return behind;
      }
      at = space(behind);
      if (is(at, ']')) {
        return at + 1;
      }
      if (!is(at, ',')) {
        return fail("',' or ']'", at);
      }
      at = space(at + 1);
    }
  }

  private int firstInside(int open, int depth) {
    return depth == MAX_DEPTH
        ? fail("no more than " + MAX_DEPTH + " levels", open)
        : space(open + 1);
  }

  /** A member's name; then {@link #escapes()} tells of it. */
  int name(int at) {
    escapes = false;
    return is(at, '"') ? string(at) : fail("a name in quotes", at);
  }

  /** Whether the name passed last holds an escape. To be asked before anything else is passed. */
  boolean escapes() {
    return escapes;
  }

  /** From behind a name over its colon to the value's first byte; passes a failure on. */
  int colon(int behindName) {
    if (behindName < 0) {
      return behindName;
    }
    int at = space(behindName);
    return is(at, ':') ? space(at + 1) : fail("':'", at);
  }

  int space(int from) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  boolean is(int at, char ascii) {
    return at < end && bytes[at] == ascii;
  }

  private int string(int open) {
    int at = open + 1;
    while (true) {
      at = plain(at);
      if (at >= end) {
        return fail("a closing quote", at);
      }
      byte b = bytes[at];
      if (b == '"') {
        return at + 1;
      }
      if (b != '\\') {
        return fail("no bare control character in a string", at);
      }
      at = escape(at);
      if (at < 0) {
        return at;
      }
    }
  }

  private int plain(int from) {
    int at = from;
    while (at + 8 <= end) {
      long eight = (long) EIGHT.get(bytes, at);
      long marks = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | ((eight - SPACES) & ~eight);
      marks &= HIGH_BITS;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      at += 8;
    }
    while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xE0) != 0) {
      at++;
    }
    return at;
  }

  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  private int escape(int backslash) {
    escapes = true;
    int at = backslash + 1;
    if (at >= end) {
      return fail("a character behind the backslash", at);
    }
    return switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> hexDigits(at + 1);
      default -> fail("one of \"\\/bfnrtu behind the backslash", at);
    };
  }

  private int hexDigits(int from) {
    for (int at = from; at < from + 4; at++) {
      if (at >= end || Character.digit(bytes[at], 16) < 0) {
        return fail("four hexadecimal digits", at);
      }
    }
    return from + 4;
  }

  private int literal(int at, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (at + i >= end || bytes[at + i] != word[i]) {
        return fail(new String(word, StandardCharsets.US_ASCII), at + i);
      }
    }
    return at + word.length;
  }

  private int number(int from) {
    int at = is(from, '-') ? from + 1 : from;
    int behind = is(at, '0') ? at + 1 : digits(at);
    if (behind > 0 && is(behind, '.')) {
      behind = digits(behind + 1);
    }
    if (behind > 0 && (is(behind, 'e') || is(behind, 'E'))) {
      at = behind + 1;
      behind = digits(is(at, '+') || is(at, '-') ? at + 1 : at);
    }
    return behind;
  }

  private int digits(int from) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at == from ? fail("a digit", at) : at;
  }

  int fail(String what, int at) {
    expected = what;
    failedAt = at;
    return FAILED;
  }

  /** What the walk failed at. */
  JsonException problem() {
    String found = failedAt >= end ? "the end" : show(bytes[failedAt]);
    return new JsonException("expected " + expected + ", found " + found, failedAt - start);
  }

  private static String show(byte b) {
    return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : String.format("byte 0x%02x", b & 0xFF);
  }
}
