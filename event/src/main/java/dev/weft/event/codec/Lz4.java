package dev.weft.event.codec;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Writes and reads LZ4 blocks, a form that any language has a library for. The writer does not
 * search: it is told by {@link Repeats} where the text repeats itself, which makes it about as fast
 * as copying.
 *
 * <p>The form is that of the LZ4 block format description (Yann Collet): sequences of a token, of
 * literals, and of a copy of bytes that stand up to 65,535 bytes before. Its rules for the end (the
 * last five bytes are literals, the last copy begins twelve bytes before the end or earlier) are
 * kept.
 *
 * <p>Functions only, usable from any thread.
 */
public final class Lz4 {
  private static final int SHORTEST_COPY = 4;
  private static final int LAST_LITERALS = 5;
  private static final int LAST_COPY_BEFORE = 12;
  private static final int NIBBLE = 15;
  private static final int BYTE = 255;

  private Lz4() {}

  /** The most bytes that a block of a text of that length takes. */
  public static int largestBlock(int length) {
    return length + length / BYTE + 16;
  }

  /**
   * Writes the text from 0 to {@code length} as a block to {@code at} in {@code target}, which has
   * room for {@link #largestBlock}.
   *
   * @return behind the block
   */
  public static int write(byte[] text, int length, Repeats repeats, byte[] target, int at) {
    requireNonNull(repeats, "repeats");
    int to = at;
    int from = 0;
    for (int i = 0; i < repeats.count(); i++) {
      int start = repeats.at(i);
      int copied = Math.min(repeats.length(i), length - LAST_LITERALS - start);
      if (copied < SHORTEST_COPY || start > length - LAST_COPY_BEFORE) {
        break;
      }
      to = sequence(text, from, start, copied, target, to);
      int distance = start - repeats.from(i);
      target[to++] = (byte) distance;
      target[to++] = (byte) (distance >> 8);
      to = more(copied - SHORTEST_COPY, target, to);
      from = start + copied;
    }
    return sequence(text, from, length, SHORTEST_COPY, target, to);
  }

  /** Writes a token and its literals. */
  private static int sequence(
      byte[] text, int from, int end, int copied, byte[] target, int tokenAt) {
    int literals = end - from;
    int copy = copied - SHORTEST_COPY;
    target[tokenAt] = (byte) ((Math.min(literals, NIBBLE) << 4) | Math.min(copy, NIBBLE));
    int to = more(literals, target, tokenAt + 1);
    System.arraycopy(text, from, target, to, literals);
    return to + literals;
  }

  /** Writes what of a length does not fit into its half of the token. */
  private static int more(int length, byte[] target, int at) {
    if (length < NIBBLE) {
      return at;
    }
    int to = at;
    int rest = length - NIBBLE;
    while (rest >= BYTE) {
      target[to++] = (byte) BYTE;
      rest -= BYTE;
    }
    target[to++] = (byte) rest;
    return to;
  }

  /**
   * Reads a block, whatever it is made of.
   *
   * @param target where to, from {@code at} on; has room for {@code length} bytes
   * @return whether the block was well-formed and gave exactly {@code length} bytes; when not, what
   *     lies in the target is of no use
   */
  public static boolean read(byte[] block, int start, int end, byte[] target, int at, int length) {
    return new Reader(block, start, end, target, at, at + length).read();
  }

  /** One reading of one block. */
  private static final class Reader {
    private final byte[] block;
    private final int end;
    private final byte[] target;
    private final int targetStart;
    private final int targetEnd;
    private int from;
    private int to;

    Reader(byte[] block, int start, int end, byte[] target, int targetStart, int targetEnd) {
      this.block = block;
      this.end = end;
      this.target = target;
      this.targetStart = targetStart;
      this.targetEnd = targetEnd;
      from = start;
      to = targetStart;
    }

    boolean read() {
      while (from < end) {
        int token = block[from++] & BYTE;
        int literals = length(token >> 4);
        if (literals < 0 || literals > end - from || literals > targetEnd - to) {
          return false;
        }
        System.arraycopy(block, from, target, to, literals);
        from += literals;
        to += literals;
        if (from == end) {
          return to == targetEnd;
        }
        if (!copy(token & NIBBLE)) {
          return false;
        }
      }
      return false;
    }

    private boolean copy(int nibble) {
      if (end - from < 2) {
        return false;
      }
      int distance = (block[from] & BYTE) | ((block[from + 1] & BYTE) << 8);
      from += 2;
      int length = length(nibble);
      // Lengths stay below the block's size times 255, but their sum may leave an int's range.
      if (length < 0
          || distance == 0
          || distance > to - targetStart
          || length > targetEnd - to - SHORTEST_COPY) {
        return false;
      }
      copy(distance, length + SHORTEST_COPY);
      return true;
    }

    private void copy(int distance, int length) {
      if (distance >= length) {
        System.arraycopy(target, to - distance, target, to, length);
      } else if (distance == 1) {
        Arrays.fill(target, to, to + length, target[to - 1]);
      } else {
        for (int i = to, last = to + length; i < last; i++) {
          target[i] = target[i - distance];
        }
      }
      to += length;
    }

    /**
     * The length whose first part is that; negative when the block ends inside it or it is huge.
     */
    private int length(int nibble) {
      if (nibble < NIBBLE) {
        return nibble;
      }
      int length = nibble;
      while (from < end) {
        int more = block[from++] & BYTE;
        length += more;
        if (more < BYTE) {
          return length;
        }
        if (length < 0) {
          return -1;
        }
      }
      return -1;
    }
  }
}
