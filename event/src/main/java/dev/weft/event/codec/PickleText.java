package dev.weft.event.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The two escaped forms of text in pickle's protocol 0. Functions only. */
final class PickleText {
  private static final String ESCAPED = "abfnrtv\\'\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

  private PickleText() {}

  /** What Python's raw-unicode-escape means: escapes of 4 or 8 hex digits, all else Latin-1. */
  static String rawUnicodeEscape(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); ) {
      int digits = line.charAt(i) == '\\' ? escapeLength(line, i + 1) : 0;
      int codePoint = digits == 0 ? -1 : hex(line, i + 2, digits);
      if (Character.isValidCodePoint(codePoint)) {
        text.appendCodePoint(codePoint);
        i += 2 + digits;
      } else {
        text.append(line.charAt(i++));
      }
    }
    return text.toString();
  }

  private static int escapeLength(String line, int at) {
    char kind = at < line.length() ? line.charAt(at) : ' ';
    return kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  }

  /** The bytes that a quoted literal of Python 2 stands for; null when it is not quoted. */
  static byte @Nullable [] quoted(String line) {
    String literal = line.trim();
    int last = literal.length() - 1;
    if (last < 1
        || "'\"".indexOf(literal.charAt(0)) < 0
        || literal.charAt(last) != literal.charAt(0)) {
      return null;
    }
    var bytes = new ByteArrayOutputStream(last);
    for (int i = 1; i < last; ) {
      i =
          literal.charAt(i) == '\\' && i + 1 < last
              ? escape(literal, i, bytes)
              : plain(literal, i, bytes);
    }
    return bytes.toByteArray();
  }

  private static int plain(String literal, int at, ByteArrayOutputStream bytes) {
    bytes.write(literal.charAt(at));
    return at + 1;
  }

  private static int escape(String literal, int at, ByteArrayOutputStream bytes) {
    char kind = literal.charAt(at + 1);
    int known = ESCAPED.indexOf(kind);
    if (known >= 0) {
      bytes.write(MEANT.charAt(known));
      return at + 2;
    }
    int value = kind == 'x' ? hex(literal, at + 2, 2) : -1;
    if (value >= 0) {
      bytes.write(value);
      return at + 4;
    }
    return plain(literal, at, bytes);
  }

  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  /** The text of those bytes when they are UTF-8, as Python 2's str mostly is; else null. */
  static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }
}
