package dev.weft.event.codec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the arguments of pickle's opcodes from a stretch of bytes. Every length is checked against
 * what is left before anything is allocated. Used by one thread.
 */
final class PickleInput {
  // Turning digits into a number and back takes quadratic time, so Python itself stops here.
  private static final int MAX_DIGITS = 4300;
  private static final int MAX_INTEGER_BYTES = MAX_DIGITS * 416 / 1000;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int position;

  PickleInput(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.position = start;
  }

  /** The place of the next byte, counted from the pickle's first. */
  int offset() {
    return position - start;
  }

  PickleException problem(String what) {
    return new PickleException(what + ", at byte " + offset() + " of " + (end - start));
  }

  int unsignedByte() {
    return bytes[advance(1)] & 0xff;
  }

  int unsignedShort() {
    int at = advance(2);
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  int signedInt() {
    int at = advance(4);
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  long unsignedInt() {
    return signedInt() & 0xffff_ffffL;
  }

  /** Eight bytes, least significant first; a negative result is a length above any frame. */
  long signedLong() {
    long low = unsignedInt();
    return low | (long) signedInt() << 32;
  }

  double bigEndianDouble() {
    long low = Long.reverseBytes(signedLong());
    return Double.longBitsToDouble(low);
  }

  byte[] bytes(long length) {
    int at = advance(length);
    return Arrays.copyOfRange(bytes, at, at + (int) length);
  }

  String utf8(long length) {
    int at = advance(length);
    return new String(bytes, at, (int) length, StandardCharsets.UTF_8);
  }

  /** The bytes up to the next line feed, as Latin-1 text without it. */
  String line() {
    for (int i = position; i < end; i++) {
      if (bytes[i] == '\n') {
        String line = new String(bytes, position, i - position, StandardCharsets.ISO_8859_1);
        position = i + 1;
        return line;
      }
    }
    throw problem("expected a line feed, but the pickle ends");
  }

  /** An integer of that many bytes, two's complement, least significant first. */
  Number integer(long length) {
    if (length > MAX_INTEGER_BYTES) {
      throw problem("an integer of " + length + " bytes is longer than " + MAX_INTEGER_BYTES);
    }
    byte[] little = bytes(length);
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[little.length - 1 - i];
    }
    return big.length == 0 ? Long.valueOf(0) : narrow(new BigInteger(big));
  }

  /** A line with a decimal integer, with or without Python 2's trailing L. */
  Number decimalInteger() {
    String text = line().trim();
    String digits = text.endsWith("L") ? text.substring(0, text.length() - 1) : text;
    if (digits.length() > MAX_DIGITS) {
      throw problem("an integer of " + digits.length() + " digits is longer than " + MAX_DIGITS);
    }
    try {
      return narrow(new BigInteger(digits));
    } catch (NumberFormatException notDecimal) {
      throw problem("expected an integer, received \"" + brief(text) + '"');
    }
  }

  double decimalFloat() {
    String text = line().trim();
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "-nan" -> Double.NaN;
      default -> finite(text);
    };
  }

  private double finite(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw problem("expected a float, received \"" + brief(text) + '"');
    }
  }

  void skipFrameLength() {
    long length = signedLong();
    if (length < 0 || length > end - position) {
      throw problem("a frame of " + length + " bytes ends behind the pickle");
    }
  }

  private int advance(long length) {
    if (length < 0 || length > end - position) {
      throw problem("expected " + length + " more bytes, but " + (end - position) + " are left");
    }
    int at = position;
    position += (int) length;
    return at;
  }

  private static Number narrow(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
