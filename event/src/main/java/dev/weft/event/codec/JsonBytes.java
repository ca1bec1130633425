package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What {@link JsonWriter} is made of: an array that grows, and how the insides of texts and numbers
 * are written into it. Knows nothing of commas and brackets. Used by one thread.
 */
abstract class JsonBytes {
  static final int INITIAL = 1024;

  private static final int CHUNK = 1024;
  // From here on a text is worth a copy of its own.
  private static final int LONG = 32;
  private static final int LONGEST_ESCAPE = 6;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] SMALLEST = "-9223372036854775808".getBytes(UTF_8);
  // Two digits as they stand in memory, low byte first.
  private static final VarHandle PAIRS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final short[] DIGITS = digits();

  // What follows the backslash for an ASCII character: 0 for none needed, 'u' for the long form.
  private static final byte[] ESCAPES = escapes();

  byte[] bytes = new byte[INITIAL];
  int length;

  private static short[] digits() {
    short[] table = new short[100];
    for (int i = 0; i < table.length; i++) {
      table[i] = (short) (('0' + i / 10) | (('0' + i % 10) << 8));
    }
    return table;
  }

  private static byte[] escapes() {
    byte[] table = new byte[128];
    Arrays.fill(table, 0, 0x20, (byte) 'u');
    table['"'] = '"';
    table['\\'] = '\\';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['\b'] = 'b';
    table['\f'] = 'f';
    return table;
  }

  /** Writes the inside of a text, which lies from {@code from} to {@code to}. */
  final void inside(CharSequence text, int from, int to, boolean oneLine) {
    if (!(text instanceof String string)) {
      body(text, from, to, oneLine);
    } else if (to - from < LONG) {
      // Nearly all texts: room is made once.
      ensure((to - from) * LONGEST_ESCAPE);
      shortText(string, from, to, oneLine);
    } else {
      longText(string, from, to, oneLine);
    }
  }

  private void shortText(String text, int from, int to, boolean oneLine) {
    int i = plain(text, from, to);
    while (i < to) {
      i = plain(text, special(text, i, text.charAt(i), to, oneLine), to);
    }
  }

  private void body(CharSequence text, int from, int count, boolean oneLine) {
    for (int i = from; i < count; ) {
      // A pair of surrogates may reach one beyond the chunk.
      int to = Math.min(i + CHUNK, count);
      ensure((to - i + 1) * LONGEST_ESCAPE);
      i = chunk(text, i, to, count, oneLine);
    }
  }

  private int chunk(CharSequence text, int from, int to, int count, boolean oneLine) {
    int i = from;
    while (i < to) {
      i = text instanceof String string ? plain(string, i, to) : plain(text, i, to);
      if (i < to) {
        i = special(text, i, text.charAt(i), count, oneLine);
      }
    }
    return i;
  }

  // The same twice: a loop that knows its text to be a String takes half the time, and four
  // characters at once half of that.
  private int plain(String text, int from, int to) {
    byte[] target = bytes;
    int shift = length - from;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      char a = text.charAt(i);
      char b = text.charAt(i + 1);
      char c = text.charAt(i + 2);
      char d = text.charAt(i + 3);
      if ((a | b | c | d) >= 0x80 || (ESCAPES[a] | ESCAPES[b] | ESCAPES[c] | ESCAPES[d]) != 0) {
        break;
      }
      target[shift + i] = (byte) a;
      target[shift + i + 1] = (byte) b;
      target[shift + i + 2] = (byte) c;
      target[shift + i + 3] = (byte) d;
    }
    for (char c; i < to && (c = text.charAt(i)) < 0x80 && ESCAPES[c] == 0; i++) {
      target[shift + i] = (byte) c;
    }
    length = shift + i;
    return i;
  }

  private int plain(CharSequence text, int from, int to) {
    byte[] target = bytes;
    int shift = length - from;
    int i = from;
    for (char c; i < to && (c = text.charAt(i)) < 0x80 && ESCAPES[c] == 0; i++) {
      target[shift + i] = (byte) c;
    }
    length = shift + i;
    return i;
  }

  private int special(CharSequence text, int i, char c, int count, boolean oneLine) {
    if (c < 0x80) {
      escape(c, oneLine);
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | (c >> 6));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    } else if (!Character.isSurrogate(c)) {
      threeBytes(c);
    } else if (Character.isHighSurrogate(c)
        && i + 1 < count
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      fourBytes(Character.toCodePoint(c, text.charAt(i + 1)));
      return i + 2;
    } else {
      threeBytes('\uFFFD');
    }
    return i + 1;
  }

  private void escape(char c, boolean oneLine) {
    bytes[length++] = '\\';
    if (c == '\n' && oneLine) {
      bytes[length++] = '\\';
    }
    bytes[length++] = ESCAPES[c];
    if (ESCAPES[c] == 'u') {
      bytes[length++] = '0';
      bytes[length++] = '0';
      bytes[length++] = HEX[c >> 4];
      bytes[length++] = HEX[c & 0xF];
    }
  }

  private void threeBytes(char c) {
    bytes[length++] = (byte) (0xE0 | (c >> 12));
    bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    bytes[length++] = (byte) (0x80 | (c & 0x3F));
  }

  private void fourBytes(int point) {
    bytes[length++] = (byte) (0xF0 | (point >> 18));
    bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
    bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
    bytes[length++] = (byte) (0x80 | (point & 0x3F));
  }

  // Texts of ASCII alone, which most long ones are, are copied from one character that needs a look
  // to the next.
  private void longText(String text, int from, int to, boolean oneLine) {
    String whole = from == 0 && to == text.length() ? text : text.substring(from, to);
    byte[] ascii = whole.getBytes(UTF_8);
    if (ascii.length != to - from) {
      body(text, from, to, oneLine);
      return;
    }
    for (int i = 0; i < ascii.length; i++) {
      int start = i;
      i = Characters.nextSpecial(ascii, start, ascii.length);
      append(ascii, start, i);
      if (i < ascii.length) {
        char c = whole.charAt(i);
        ensure(LONGEST_ESCAPE);
        if (c == '?') {
          bytes[length++] = '?';
        } else {
          special(whole, i, c, i + 1, oneLine);
        }
      }
    }
  }

  final void fraction(int millionths, int atLeast) {
    ensure(8);
    bytes[length] = '.';
    pair(length + 1, millionths / 10_000);
    pair(length + 3, millionths / 100 % 100);
    pair(length + 5, millionths % 100);
    int digits = 6;
    while (digits > atLeast && bytes[length + digits] == '0') {
      digits--;
    }
    length += 1 + digits;
  }

  final void threeDigits(int value) {
    ensure(3);
    bytes[length] = (byte) ('0' + value / 100);
    pair(length + 1, value % 100);
    length += 3;
  }

  final void digits(long value) {
    if (value == Long.MIN_VALUE) {
      append(SMALLEST, 0, SMALLEST.length);
      return;
    }
    ensure(20);
    if (value < 0) {
      bytes[length++] = '-';
    }
    long rest = Math.abs(value);
    int at = length + width(rest);
    length = at;
    while (rest > Integer.MAX_VALUE) {
      at -= 2;
      pair(at, (int) (rest % 100));
      rest /= 100;
    }
    // Dividing ints takes a third of the time.
    int small = (int) rest;
    while (small >= 10) {
      at -= 2;
      pair(at, small % 100);
      small /= 100;
    }
    if (small > 0 || value == 0) {
      bytes[at - 1] = (byte) ('0' + small);
    }
  }

  private void pair(int at, int twoDigits) {
    PAIRS.set(bytes, at, DIGITS[twoDigits]);
  }

  private static int width(long positive) {
    if (positive < 100_000) {
      return positive < 100
          ? (positive < 10 ? 1 : 2)
          : positive < 1_000 ? 3 : positive < 10_000 ? 4 : 5;
    }
    int width = 6;
    for (long bound = 1_000_000; width < 19 && positive >= bound; bound *= 10) {
      width++;
    }
    return width;
  }

  final void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  final void append(byte[] source, int start, int end) {
    ensure(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
  }

  final void ensure(int more) {
    if (bytes.length - length < more) {
      byte[] larger = new byte[Math.max(bytes.length * 2, length + more)];
      System.arraycopy(bytes, 0, larger, 0, length);
      bytes = larger;
    }
  }
}
