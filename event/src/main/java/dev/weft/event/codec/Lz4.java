package dev.weft.event.codec;

import java.util.Arrays;

/**
 * Reads LZ4 blocks, a form that any language has a library for: that of the LZ4 block format
 * description (Yann Collet), sequences of a token, of literals, and of a copy of bytes that stand
 * up to 65,535 bytes before.
 *
 * <p>Functions only, usable from any thread.
 */
public final class Lz4 {
  private static final int SHORTEST_COPY = 4;
  private static final int NIBBLE = 15;
  private static final int BYTE = 255;

  private Lz4() {}

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
