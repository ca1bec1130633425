package dev.weft.event.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Steps over JSON that {@link RawEvent} or {@link JsonReader} has found well-formed, making
 * nothing: each takes the offset of a token's first byte and gives an offset behind it. For those
 * who pick from a record or write it anew and need no tree. To walk the members of the object whose
 * brace is at {@code open}:
 *
 * <pre>
 * for (int at = inside(bytes, open); bytes[at] != '}'; ) {
 *   int nameEnd = text(bytes, at);             // name and quotes: at to nameEnd
 *   int valueAt = colon(bytes, nameEnd);
 *   int valueEnd = value(bytes, valueAt);
 *   at = next(bytes, valueEnd);
 * }
 * </pre>
 *
 * and of an array's items alike. On bytes that nobody has checked the answers are meaningless, up
 * to an {@link ArrayIndexOutOfBoundsException}.
 *
 * <p>Functions only, usable from any thread.
 */
public final class JsonSteps {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private JsonSteps() {}

  /** Over space, to the next token. */
  public static int space(byte[] bytes, int from) {
    int at = from;
    while (JsonScanner.isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** From a bracket or brace to the first thing inside it, or to the one that closes it. */
  public static int inside(byte[] bytes, int open) {
    return space(bytes, open + 1);
  }

  /** From behind a value over the comma to what follows, or to the closing bracket or brace. */
  public static int next(byte[] bytes, int behind) {
    int at = space(bytes, behind);
    return bytes[at] == ',' ? space(bytes, at + 1) : at;
  }

  /** From behind a name over the colon to its value. */
  public static int colon(byte[] bytes, int behindName) {
    return space(bytes, space(bytes, behindName) + 1);
  }

  /** From a quote to behind the one that closes it. */
  public static int text(byte[] bytes, int quote) {
    int at = quote + 1;
    while (true) {
      at = plain(bytes, at);
      if (bytes[at] == '"') {
        return at + 1;
      }
      at += 2; // a backslash, and what it is for
    }
  }

  // To the next quote or backslash, eight bytes at a time as JsonScanner does.
  private static int plain(byte[] bytes, int from) {
    int at = from;
    while (at + 8 <= bytes.length) {
      long eight = (long) EIGHT.get(bytes, at);
      long marks = (zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES)) & HIGH_BITS;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      at += 8;
    }
    while (bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  /** From a value's first byte to behind its last. */
  public static int value(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case '"' -> text(bytes, at);
      case '{', '[' -> container(bytes, at);
      default -> word(bytes, at);
    };
  }

  private static int container(byte[] bytes, int open) {
    int depth = 0;
    int at = open;
    while (true) {
      switch (bytes[at]) {
        case '"' -> at = text(bytes, at);
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          at++;
          if (--depth == 0) {
            return at;
          }
        }
        default -> at++;
      }
    }
  }

  private static int word(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && isOfWord(bytes[at])) {
      at++;
    }
    return at;
  }

  // Digits, signs, point, and the letters of numbers and of true, null, NaN.
  private static boolean isOfWord(byte b) {
    return b >= '+' && b != ',' && b != ']' && b != '}';
  }

  /** Whether the text from its quote to behind its other quote is that one. */
  public static boolean textIs(byte[] bytes, int quote, int behind, byte[] utf8) {
    return JsonText.equal(bytes, quote + 1, behind - 1, utf8);
  }

  /** The text from its quote to behind its other quote. */
  public static String readText(byte[] bytes, int quote, int behind) {
    return JsonText.read(bytes, quote + 1, behind - 1);
  }
}
