package dev.weft;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hex digits in lower case within ASCII texts: of ids and trace headers, which each request has
 * some of.
 *
 * <p>Looked up in a table and without a branch for each: digits and letters alternate at random,
 * and no processor guesses that. Usable from any thread.
 */
final class HexDigits {
  /** Digits of a branch. */
  static final int IN_BRANCH = 16;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final byte NONE = -1;
  private static final byte[] VALUES = values();

  private HexDigits() {}

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, NONE);
    for (byte value = 0; value < DIGITS.length; value++) {
      values[DIGITS[value]] = value;
    }
    return values;
  }

  /**
   * The bits of all these digits together: 0 where each is 0, negative where one is no digit or is
   * not there.
   */
  static int union(byte[] text, int from, int to) {
    if (to > text.length) {
      return NONE;
    }
    int union = 0;
    for (int i = from; i < to; i++) {
      union |= VALUES[text[i] & 0xff];
    }
    return union;
  }

  /**
   * That id and, behind a slash, sixteen random digits: a branch below it that nobody else makes.
   */
  static String branchBelow(String id) {
    byte[] branch = new byte[1 + IN_BRANCH];
    putBranch(branch, 0);
    return id.concat(new String(branch, ISO_8859_1));
  }

  /** Writes a slash and sixteen random digits there. */
  static void putBranch(byte[] text, int at) {
    text[at] = '/';
    long bits = ThreadLocalRandom.current().nextLong();
    // As a span it must not be zero.
    long rest = bits == 0 ? 1 : bits;
    for (int i = at + IN_BRANCH; i > at; i--) {
      text[i] = DIGITS[(int) rest & 0xf];
      rest >>>= 4;
    }
  }
}
