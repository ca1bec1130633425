package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Reads what stands between the quotes of a string that the {@link JsonScanner} has passed. Bytes
 * that are no UTF-8 read as U+FFFD. Functions only.
 */
final class JsonText {
  private JsonText() {}

  static String read(byte[] bytes, int start, int end) {
    int backslash = backslash(bytes, start, end);
    return backslash < 0
        ? new String(bytes, start, end - start, UTF_8)
        : unescape(bytes, start, backslash, end);
  }

  static boolean equal(byte[] bytes, int start, int end, byte[] utf8) {
    if (end - start == utf8.length && Arrays.equals(bytes, start, end, utf8, 0, utf8.length)) {
      // A backslash in both is an escape here and plain there.
      return backslash(bytes, start, end) < 0;
    }
    return end - start > utf8.length
        && backslash(bytes, start, end) >= 0
        && Arrays.equals(read(bytes, start, end).getBytes(UTF_8), utf8);
  }

  /** Whether that text of ASCII without backslashes stands there; false where it is another. */
  static boolean isPlain(String text, byte[] bytes, int start, int end) {
    if (text.length() != end - start) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit != bytes[start + i] || unit == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Where to cut, at {@code end} or just before, so that no escape and no character is cut. */
  static int wholeCharacters(byte[] bytes, int start, int end) {
    int at = start;
    int whole = start;
    while (at < end) {
      whole = at;
      at += bytes[at] == '\\' ? (bytes[at + 1] == 'u' ? 6 : 2) : 1;
      while (at < end && (bytes[at] & 0xc0) == 0x80) {
        at++;
      }
    }
    return at == end && (bytes[end] & 0xc0) != 0x80 ? end : whole;
  }

  static int backslash(byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      if (bytes[at] == '\\') {
        return at;
      }
    }
    return -1;
  }

  private static String unescape(byte[] bytes, int start, int firstBackslash, int end) {
    StringBuilder text = new StringBuilder(end - start);
    int from = start;
    int at = firstBackslash;
    while (at >= 0) {
      text.append(new String(bytes, from, at - from, UTF_8));
      text.append(escaped(bytes, at + 1));
      from = at + (bytes[at + 1] == 'u' ? 6 : 2);
      at = backslash(bytes, from, end);
    }
    return text.append(new String(bytes, from, end - from, UTF_8)).toString();
  }

  private static char escaped(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) hex(bytes, at + 1);
      default -> (char) bytes[at];
    };
  }

  private static int hex(byte[] bytes, int start) {
    int value = 0;
    for (int at = start; at < start + 4; at++) {
      value = (value << 4) | Character.digit(bytes[at], 16);
    }
    return value;
  }
}
