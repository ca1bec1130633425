package dev.weft.event.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads folded lines: NDJSON in which what many records have in common, such as the logger, the
 * level and the texts around a message's arguments, stands once and is named by a number from then
 * on. Who writes records knows those pieces, so nobody searches for them.
 *
 * <h2>Form</h2>
 *
 * <pre>{@code
 * lines    = step*
 * step     = length bytes what
 * what     = 0                  the line ends
 *          | 1 length bytes     a fragment stands here; it gets the next number, from 2 on
 *          | number             that fragment stands here again
 * }</pre>
 *
 * <p>A number is written seven bits at a time, the lowest first. All bytes of it but the last have
 * the highest bit set; the last one lies 16 above its value, so that it is below 128. Therefore no
 * byte of folded lines is a line break, and one look at all of them tells that none of their
 * records has one.
 *
 * <p>Used by one thread, over and over.
 */
public final class Unfolding {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD = 8;
  private static final int LAST_SHIFT = 28;
  private static final int MALFORMED = -1;

  private int[] ends = new int[64];
  private int count;
  // Where each fragment lies in what is read, and how long it is.
  private int[] fragments = new int[128];
  private int known;

  private byte[] folded = {};
  private int from;
  private int end;
  private byte[] target = {};
  private int to;
  private int targetEnd;

  /** Nothing was read yet. */
  public Unfolding() {}

  /** How many lines the last reading gave. */
  public int count() {
    return count;
  }

  /** Where line {@code index} of the last reading ends: the place of its line feed. */
  public int end(int index) {
    return ends[index];
  }

  /**
   * Reads folded lines, whatever they are made of.
   *
   * @param target where to, from {@code at} on; has room for {@code length} bytes
   * @return whether they were well-formed, whole, and gave exactly {@code length} bytes; when not,
   *     what lies in the target is of no use
   */
  public boolean read(byte[] folded, int start, int end, byte[] target, int at, int length) {
    this.folded = folded;
    this.from = start;
    this.end = end;
    this.target = target;
    to = at;
    targetEnd = at + length;
    count = 0;
    known = 0;
    return Characters.nextLineBreak(folded, start, end) == end && steps();
  }

  private boolean steps() {
    int lineStart = to;
    boolean open = false;
    while (from < end) {
      int run = number();
      if (run == MALFORMED || !copy(from, run)) {
        return false;
      }
      from += run;
      int what = number();
      if (what == Folding.END) {
        if (to == lineStart || to == targetEnd) {
          return false;
        }
        endLine();
        lineStart = to;
        open = false;
      } else {
        if (!(what == Folding.NEW ? newFragment() : fragment(what))) {
          return false;
        }
        open = true;
      }
    }
    return !open && to == targetEnd;
  }

  private void endLine() {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = to;
    target[to++] = '\n';
  }

  private boolean newFragment() {
    int length = number();
    int start = from;
    if (length == MALFORMED || !copy(start, length)) {
      return false;
    }
    from += length;
    if (known * 2 == fragments.length) {
      fragments = Arrays.copyOf(fragments, known * 4);
    }
    fragments[known * 2] = start;
    fragments[known * 2 + 1] = length;
    known++;
    return true;
  }

  private boolean fragment(int what) {
    int number = what - Folding.FIRST;
    return number >= 0 && number < known && copy(fragments[number * 2], fragments[number * 2 + 1]);
  }

  /** Copies what is read, if it has that much and there is room for it. */
  private boolean copy(int start, int length) {
    if (length > end - start || length > targetEnd - to) {
      return false;
    }
    if (length <= 2 * WORD && end - start >= 2 * WORD && targetEnd - to >= 2 * WORD) {
      // Nearly all runs: what is too much is written over.
      LONGS.set(target, to, (long) LONGS.get(folded, start));
      LONGS.set(target, to + WORD, (long) LONGS.get(folded, start + WORD));
    } else {
      System.arraycopy(folded, start, target, to, length);
    }
    to += length;
    return true;
  }

  /** The number that comes next; {@link #MALFORMED} when there is none, or it is too large. */
  private int number() {
    int number = 0;
    for (int shift = 0; from < end && shift <= LAST_SHIFT; shift += 7) {
      int next = folded[from++];
      if (next >= 0) {
        int last = next - Folding.LEAST;
        return last < 0 || (shift == LAST_SHIFT && last > 7) ? MALFORMED : number | last << shift;
      }
      number |= (next & 0x7F) << shift;
    }
    return MALFORMED;
  }
}
