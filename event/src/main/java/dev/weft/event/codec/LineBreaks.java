package dev.weft.event.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for line feeds and carriage returns, eight bytes at once. Functions only, usable from any
 * thread.
 */
public final class LineBreaks {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD = 8;

  // "Has a byte less than n", after Sean Anderson's Bit Twiddling Hacks. Both breaks lie below 14,
  // and what else lies there is rare in text.
  private static final long LESS_THAN_14 = 0x0E0E0E0E0E0E0E0EL;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private LineBreaks() {}

  /** Where the next line feed or carriage return stands, or {@code end} when there is none. */
  public static int next(byte[] bytes, int from, int end) {
    int at = from;
    while (at + WORD <= end) {
      long word = (long) LONGS.get(bytes, at);
      if (((word - LESS_THAN_14) & ~word & HIGHEST_BITS) != 0) {
        int found = nextOneByOne(bytes, at, at + WORD);
        if (found < at + WORD) {
          return found;
        }
      }
      at += WORD;
    }
    return nextOneByOne(bytes, at, end);
  }

  private static int nextOneByOne(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return i;
      }
    }
    return end;
  }
}
