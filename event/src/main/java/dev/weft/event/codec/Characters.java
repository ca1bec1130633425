package dev.weft.event.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for single characters in ASCII or UTF-8, eight bytes at once, after Sean Anderson's Bit
 * Twiddling Hacks ("has a byte less than n", "has a byte equal to n"). Functions only, usable from
 * any thread.
 */
public final class Characters {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD = 8;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = ONES << 7;

  // Both line breaks lie below 14, and what else lies there is rare in text.
  private static final long BEHIND_BREAKS = 14 * ONES;
  private static final long FEEDS = '\n' * ONES;
  private static final long RETURNS = '\r' * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long QUESTIONS = '?' * ONES;

  private Characters() {}

  /** Where the next line feed or carriage return stands, or {@code end} when there is none. */
  public static int nextLineBreak(byte[] bytes, int from, int end) {
    int at = from;
    for (; at + WORD <= end; at += WORD) {
      long word = (long) LONGS.get(bytes, at);
      if (((word - BEHIND_BREAKS) & ~word & HIGHEST_BITS) != 0) {
        // A borrow marks wrongly above a right mark only, so the lowest mark is right.
        long found = zeros(word ^ FEEDS) | zeros(word ^ RETURNS);
        if (found != 0) {
          return at + (Long.numberOfTrailingZeros(found) >>> 3);
        }
      }
    }
    return lineBreak(bytes, at, end);
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHEST_BITS;
  }

  private static int lineBreak(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return i;
      }
    }
    return end;
  }

  /**
   * Where the next character stands that JSON escapes, or a question mark, which is also what half
   * a surrogate pair turns into; {@code end} when there is none. The bytes are ASCII.
   */
  static int nextSpecial(byte[] ascii, int from, int end) {
    int at = from;
    for (; at + WORD <= end; at += WORD) {
      long word = (long) LONGS.get(ascii, at);
      long special =
          (word - SPACES)
              | ((word ^ QUOTES) - ONES)
              | ((word ^ BACKSLASHES) - ONES)
              | ((word ^ QUESTIONS) - ONES);
      if ((special & HIGHEST_BITS) != 0) {
        break;
      }
    }
    while (at < end && !isSpecial(ascii[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpecial(byte ascii) {
    return ascii < ' ' || ascii == '"' || ascii == '\\' || ascii == '?';
  }
}
