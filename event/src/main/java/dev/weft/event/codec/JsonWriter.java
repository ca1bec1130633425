package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into an array of its own, made to be reused: after some records it allocates
 * nothing. Commas come by themselves; the caller sees to it that names and values alternate and
 * that what is begun is ended.
 *
 * <p>What it writes is always valid: NaN and the infinities become texts, half a surrogate pair
 * becomes U+FFFD, a value whose {@code toString} throws becomes a text that says so.
 *
 * <p>Used by one thread. Its methods throw nothing but what a lack of memory throws.
 */
public final class JsonWriter {
  private static final int INITIAL = 1024;
  private static final int MOST_KEPT = 1 << 20;
  private static final int CHUNK = 1024;
  // From here on a text is worth a copy of its own.
  private static final int LONG = 32;
  private static final int LONGEST_ESCAPE = 6;
  private static final double EXACT_INTEGERS = 9.007199254740992E15;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] SMALLEST = "-9223372036854775808".getBytes(UTF_8);

  // Two digits as they stand in memory, low byte first.
  private static final VarHandle PAIRS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final short[] DIGITS = digits();

  // What follows the backslash for an ASCII character: 0 for none needed, 'u' for the long form.
  private static final byte[] ESCAPES = escapes();

  private byte[] bytes = new byte[INITIAL];
  private int length;
  private boolean comma;
  private final @Nullable Repeats repeats;

  /** An empty writer. */
  public JsonWriter() {
    repeats = null;
  }

  /** An empty writer that notes where it writes a {@link Fragment} once more. */
  public JsonWriter(Repeats noted) {
    repeats = noted;
  }

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

  /** Where the text lies, from 0 to {@link #length()}; valid until the next call. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Begins anew. An array that one large record made larger than 1 MiB is let go. */
  public JsonWriter reset() {
    cutTo(0);
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[INITIAL];
    }
    return this;
  }

  /** Ends a line of NDJSON: a line feed, behind which another document begins. */
  public JsonWriter endLine() {
    put('\n');
    comma = false;
    return this;
  }

  /** Writes what is lines of NDJSON already; the last one may lack its line feed. */
  public JsonWriter lines(byte[] source, int start, int end) {
    append(source, start, end);
    if (end > start && source[end - 1] != '\n') {
      put('\n');
    }
    comma = false;
    return this;
  }

  /**
   * Writes what an LZ4 block holds, lines of NDJSON as {@link #lines} takes them.
   *
   * @param size how many bytes it holds
   * @return whether it was well-formed; when not, nothing is written
   */
  public boolean lz4Lines(byte[] block, int start, int end, int size) {
    ensure(size + 1);
    if (!Lz4.read(block, start, end, bytes, length, size)) {
      return false;
    }
    length += size;
    if (size > 0 && bytes[length - 1] != '\n') {
      put('\n');
    }
    comma = false;
    return true;
  }

  /** Takes back what was written behind that length, where another document begins. */
  public JsonWriter cutTo(int shorter) {
    if (repeats != null) {
      repeats.cutTo(shorter);
    }
    length = shorter;
    comma = false;
    return this;
  }

  /**
   * The array that was written to, which is the caller's from now on; the writer begins anew in
   * {@code next}, which is its own from now on.
   */
  public byte[] take(byte[] next) {
    byte[] taken = bytes;
    bytes = next;
    length = 0;
    comma = false;
    return taken;
  }

  /** Begins anew behind a value that stands elsewhere: the first thing written is a comma. */
  JsonWriter resume() {
    reset();
    comma = true;
    return this;
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    return open('{');
  }

  /** Ends the object begun last. */
  public JsonWriter endObject() {
    return close('}');
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return open('[');
  }

  /** Ends the array begun last. */
  public JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter open(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  /** Writes a member's name. */
  public JsonWriter name(String name) {
    text(name);
    put(':');
    comma = false;
    return this;
  }

  /** Writes a member's name that {@link #encodedName} made. */
  public JsonWriter name(byte[] encoded) {
    raw(encoded);
    comma = false;
    return this;
  }

  /** A name as it stands in JSON, quotes and colon included, for {@link #name(byte[])}. */
  public static byte[] encodedName(String name) {
    return new JsonWriter().name(name).toBytes();
  }

  /** Writes a text; null as null. */
  public JsonWriter text(@Nullable CharSequence text) {
    return text(text, false);
  }

  /**
   * Writes a text in which each line feed stands as the two characters backslash and n, as
   * distlog's {@code message} and {@code exc_text} have it; null as null.
   */
  public JsonWriter textOnOneLine(@Nullable CharSequence text) {
    return text(text, true);
  }

  private JsonWriter text(@Nullable CharSequence text, boolean oneLine) {
    if (text == null) {
      return nul();
    }
    if (text instanceof String string && string.length() < LONG) {
      return shortText(string, oneLine);
    }
    separate();
    put('"');
    if (text instanceof String string) {
      longText(string, oneLine);
    } else {
      body(text, 0, text.length(), oneLine);
    }
    put('"');
    comma = true;
    return this;
  }

  // Texts of ASCII alone, which most long ones are, are copied from one character that needs a look
  // to the next.
  private void longText(String text, boolean oneLine) {
    byte[] ascii = text.getBytes(UTF_8);
    if (ascii.length != text.length()) {
      body(text, 0, text.length(), oneLine);
      return;
    }
    for (int i = 0; i < ascii.length; i++) {
      int from = i;
      i = Characters.nextSpecial(ascii, from, ascii.length);
      append(ascii, from, i);
      if (i < ascii.length) {
        char c = text.charAt(i);
        ensure(LONGEST_ESCAPE);
        if (c == '?') {
          bytes[length++] = '?';
        } else {
          special(text, i, c, i + 1, oneLine);
        }
      }
    }
  }

  // Nearly all texts: room is made once.
  private JsonWriter shortText(String text, boolean oneLine) {
    int count = text.length();
    ensure((count + 1) * LONGEST_ESCAPE);
    if (comma) {
      bytes[length++] = ',';
    }
    bytes[length++] = '"';
    inside(text, 0, count, oneLine);
    bytes[length++] = '"';
    comma = true;
    return this;
  }

  private void inside(String text, int from, int to, boolean oneLine) {
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

  /** Writes a whole number. */
  public JsonWriter number(long value) {
    separate();
    digits(value);
    comma = true;
    return this;
  }

  /** Writes a number; NaN and the infinities as texts. */
  public JsonWriter number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return text(Double.toString(value));
    }
    if (!shortDecimal(value)) {
      ascii(Double.toString(value));
    }
    return this;
  }

  // m / 10^k is rounded correctly when both are exact doubles, so if it gives the value back, the
  // digits of m with k of them behind the point read as the value again.
  private boolean shortDecimal(double value) {
    double micros = Math.rint(value * 1e6);
    if (Math.abs(micros) >= EXACT_INTEGERS
        || micros / 1e6 != value
        || (value == 0 && 1 / value < 0)) {
      return false;
    }
    long scaled = (long) micros;
    separate();
    if (scaled < 0) {
      put('-');
    }
    long positive = Math.abs(scaled);
    digits(positive / 1_000_000);
    fraction((int) (positive % 1_000_000), 1);
    comma = true;
    return true;
  }

  /**
   * Writes {@code micros} millionths as a number with exactly six digits behind the point, so that
   * a time in seconds keeps every microsecond.
   */
  public JsonWriter millionths(long micros) {
    separate();
    if (micros < 0) {
      put('-');
    }
    digits(Math.abs(micros / 1_000_000));
    fraction((int) Math.abs(micros % 1_000_000), 6);
    comma = true;
    return this;
  }

  /** Writes more of a value that was begun: a point and six digits. */
  JsonWriter sixDigits(int millionths) {
    fraction(millionths, 6);
    return this;
  }

  /** Writes members as far as the value of the last one, and that: whole thousandths of 1,000. */
  JsonWriter threeDigits(byte[] before, int thousandths) {
    ensure(before.length + 5);
    System.arraycopy(before, 0, bytes, length, before.length);
    length += before.length;
    digits(thousandths);
    bytes[length++] = '.';
    bytes[length++] = '0';
    return this;
  }

  /**
   * Writes {@code thousandths} as a number with one to three digits behind the point: milliseconds,
   * given microseconds.
   */
  JsonWriter thousandths(long thousandths) {
    separate();
    if (thousandths < 0) {
      put('-');
    }
    long positive = Math.abs(thousandths);
    digits(positive / 1000);
    fraction((int) (positive % 1000) * 1000, 1);
    comma = true;
    return this;
  }

  /**
   * Writes members that have a number in their midst: what stands before it, the number, what
   * stands behind.
   */
  JsonWriter around(Fragment before, long number, Fragment behind) {
    separate();
    append(before);
    digits(number);
    append(behind);
    comma = true;
    return this;
  }

  /** Begins a text that is given in parts. */
  JsonWriter beginText() {
    separate();
    put('"');
    return this;
  }

  /** Writes a part of a text, from {@code from} to {@code to}, as {@link #textOnOneLine} does. */
  JsonWriter textPart(String text, int from, int to) {
    if (to - from <= CHUNK) {
      ensure((to - from + 1) * LONGEST_ESCAPE);
      inside(text, from, to, true);
    } else {
      body(text, from, to, true);
    }
    return this;
  }

  /** Writes a whole number as a part of a text. */
  JsonWriter textPart(long number) {
    digits(number);
    return this;
  }

  /** Ends a text that was given in parts. */
  JsonWriter endText() {
    put('"');
    comma = true;
    return this;
  }

  private void fraction(int millionths, int atLeast) {
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

  private void digits(long value) {
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

  /** Writes true or false. */
  public JsonWriter bool(boolean value) {
    return raw(value ? TRUE : FALSE);
  }

  /** Writes null. */
  public JsonWriter nul() {
    return raw(NULL);
  }

  /** Writes what is JSON already: a value, or members with commas between them. */
  public JsonWriter raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  /** Writes what is JSON already: a value, or members with commas between them. */
  public JsonWriter raw(byte[] json, int start, int end) {
    separate();
    append(json, start, end);
    comma = true;
    return this;
  }

  /** Writes what is JSON already: a value, or members with commas between them. */
  JsonWriter raw(Fragment fragment) {
    separate();
    append(fragment);
    comma = true;
    return this;
  }

  private void append(Fragment fragment) {
    if (repeats != null) {
      repeats.note(fragment, length);
    }
    append(fragment.json, 0, fragment.json.length);
  }

  /** Says that what was written last was a member's name with its colon. */
  JsonWriter behindName() {
    comma = false;
    return this;
  }

  void ascii(String text) {
    raw(text.getBytes(UTF_8));
  }

  /**
   * Writes any value: maps, iterables and arrays with what they hold, numbers exactly, truths,
   * everything else by its {@code toString}. What is nested deeper than 100 levels, as in a cycle,
   * becomes a text that says so.
   */
  public JsonWriter value(@Nullable Object value) {
    JsonValues.write(this, value, 0);
    return this;
  }

  /** Whether the next value needs a comma before it; for {@link #rewind}. */
  boolean comma() {
    return comma;
  }

  /** Takes back what was written since the length and comma were so. */
  void rewind(int toLength, boolean toComma) {
    cutTo(toLength);
    comma = toComma;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  private void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  private void append(byte[] source, int start, int end) {
    ensure(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }
}
