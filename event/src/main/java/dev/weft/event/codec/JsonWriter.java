package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

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
public final class JsonWriter extends JsonBytes {
  private static final int MOST_KEPT = 1 << 20;
  private static final double EXACT_INTEGERS = 9.007199254740992E15;
  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  private final @Nullable Folding folding;
  private boolean comma;
  private int lineAt;

  /** An empty writer. */
  public JsonWriter() {
    folding = null;
  }

  private JsonWriter(Folding folds) {
    folding = folds;
    folds.begin(this);
  }

  /**
   * An empty writer of folded lines, as {@link Unfolding} reads them: a {@link Fragment} that it
   * writes once more is only named. Each value ends in the line that it began in.
   */
  public static JsonWriter folding() {
    return new JsonWriter(new Folding());
  }

  /** Whether it writes folded lines. */
  public boolean folds() {
    return folding != null;
  }

  /** Where the text lies, from 0 to {@link #length()}; valid until the next call. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes were written; of a writer that folds, how many complete lines take. */
  public int length() {
    return folding == null ? length : folding.lineAt();
  }

  /** How many bytes they are when they are not folded. */
  public int unfoldedLength() {
    return folding == null ? length : folding.unfolded();
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length());
  }

  /** Begins anew. An array that one large record made larger than 1 MiB is let go. */
  public JsonWriter reset() {
    beginIn(bytes.length > MOST_KEPT ? new byte[INITIAL] : bytes);
    return this;
  }

  private void beginIn(byte[] array) {
    bytes = array;
    length = 0;
    lineAt = 0;
    comma = false;
    if (folding != null) {
      folding.begin(this);
    }
  }

  /** Ends a line of NDJSON: a line feed, behind which another document begins. */
  public JsonWriter endLine() {
    if (folding == null) {
      put('\n');
    } else {
      folding.endLine(this);
    }
    lineAt = length;
    comma = false;
    return this;
  }

  /** Takes back what was written since the last line's end. */
  public JsonWriter cutLine() {
    if (folding != null) {
      folding.cutLine(this);
    } else {
      length = lineAt;
    }
    comma = false;
    return this;
  }

  /**
   * Writes a whole document. Line feeds and carriage returns inside it, which JSON allows only
   * between tokens, become spaces.
   */
  public JsonWriter onOneLine(byte[] json, int start, int end) {
    separate();
    int from = length;
    append(json, start, end);
    comma = true;
    for (int i = Characters.nextLineBreak(bytes, from, length);
        i < length;
        i = Characters.nextLineBreak(bytes, i + 1, length)) {
      bytes[i] = ' ';
    }
    return this;
  }

  /**
   * Writes what is lines of NDJSON already; the last one may lack its line feed. Of no use where
   * lines are folded.
   */
  public JsonWriter lines(byte[] source, int start, int end) {
    append(source, start, end);
    return endLines();
  }

  private JsonWriter endLines() {
    if (length > lineAt && bytes[length - 1] != '\n') {
      put('\n');
    }
    lineAt = length;
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
    endLines();
    return true;
  }

  /**
   * Writes what folded lines say.
   *
   * @param reading reads them, and then knows where each line ends
   * @param size how many bytes they have
   * @return whether they were well-formed; when not, nothing is written
   */
  public boolean unfolded(Unfolding reading, byte[] folded, int start, int end, int size) {
    ensure(size);
    if (!reading.read(folded, start, end, bytes, length, size)) {
      return false;
    }
    length += size;
    endLines();
    return true;
  }

  /** Takes back what was written behind that length, where a line begins. */
  public JsonWriter cutTo(int shorter) {
    length = shorter;
    lineAt = shorter;
    comma = false;
    return this;
  }

  /**
   * The array that was written to, which is the caller's from now on; the writer begins anew in
   * {@code next}, which is its own from now on.
   */
  public byte[] take(byte[] next) {
    byte[] taken = bytes;
    beginIn(next);
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
    separate();
    put('"');
    inside(text, 0, text.length(), oneLine);
    put('"');
    comma = true;
    return this;
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

  /** As {@link #around}, of a number that always takes three digits. */
  JsonWriter aroundThree(Fragment before, int number, Fragment behind) {
    separate();
    append(before);
    threeDigits(number);
    append(behind);
    comma = true;
    return this;
  }

  /** Writes more of a value that was begun: a point and up to six digits, one at least. */
  JsonWriter shortFraction(int millionths) {
    fraction(millionths, 1);
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
    inside(text, from, to, true);
    return this;
  }

  /** Writes a part of a text that is written as {@link #textPart(String, int, int)} does. */
  JsonWriter textPart(Fragment part) {
    append(part);
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
    if (folding != null && folding.folds(fragment)) {
      folding.write(this, fragment);
    } else {
      append(fragment.json, 0, fragment.json.length);
    }
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

  /** Where in the array the next byte goes; for {@link #rewind}. */
  int mark() {
    return length;
  }

  /** Whether the next value needs a comma before it; for {@link #rewind}. */
  boolean comma() {
    return comma;
  }

  /** Takes back what was written since then, no fragment among it. */
  void rewind(int toMark, boolean toComma) {
    length = toMark;
    comma = toComma;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }
}
