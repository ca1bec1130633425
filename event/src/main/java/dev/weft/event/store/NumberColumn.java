package dev.weft.event.store;

import java.util.Arrays;

/**
 * Whole numbers by their places, each in as many bytes as the widest of them needs: one, two, four
 * or eight. A great tree has some twenty numbers of each of its tasks, most of them small.
 *
 * <p>Used by one thread while it is filled, by any from then on.
 */
public final class NumberColumn {
  private static final int FEW = 16;

  private int size;
  // How many bytes each takes. They stand in the array of that width, the others are empty: plain
  // arrays are fast also in code that runs for the first time.
  private int width = Byte.BYTES;
  private byte[] bytes;
  private short[] shorts = {};
  private int[] ints = {};
  private long[] longs = {};

  private NumberColumn(int size) {
    this.bytes = new byte[Math.max(FEW, size)];
    this.size = size;
  }

  /** None yet. */
  public static NumberColumn empty() {
    return new NumberColumn(0);
  }

  /** So many zeros. */
  public static NumberColumn zeros(int size) {
    return new NumberColumn(size);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** How many bytes they take, with the room for more. */
  long bytes() {
    return (long) room() * width;
  }

  private int room() {
    return switch (width) {
      case Byte.BYTES -> bytes.length;
      case Short.BYTES -> shorts.length;
      case Integer.BYTES -> ints.length;
      default -> longs.length;
    };
  }

  /** Puts one behind the others. */
  public void add(long number) {
    if (size == room()) {
      grow(size * 2);
    }
    set(size++, number);
  }

  private void grow(int more) {
    switch (width) {
      case Byte.BYTES -> bytes = Arrays.copyOf(bytes, more);
      case Short.BYTES -> shorts = Arrays.copyOf(shorts, more);
      case Integer.BYTES -> ints = Arrays.copyOf(ints, more);
      default -> longs = Arrays.copyOf(longs, more);
    }
  }

  /** The number at that place. */
  public long get(int index) {
    return switch (width) {
      case Byte.BYTES -> bytes[index];
      case Short.BYTES -> shorts[index];
      case Integer.BYTES -> ints[index];
      default -> longs[index];
    };
  }

  /** Puts another number in that place. */
  public void set(int index, long number) {
    int needed = width(number);
    if (needed > width) {
      widen(needed);
    }
    switch (width) {
      case Byte.BYTES -> bytes[index] = (byte) number;
      case Short.BYTES -> shorts[index] = (short) number;
      case Integer.BYTES -> ints[index] = (int) number;
      default -> longs[index] = number;
    }
  }

  private static int width(long number) {
    if (number == (byte) number) {
      return Byte.BYTES;
    }
    if (number == (short) number) {
      return Short.BYTES;
    }
    return number == (int) number ? Integer.BYTES : Long.BYTES;
  }

  private void widen(int needed) {
    NumberColumn wider = new NumberColumn(0);
    wider.width = needed;
    wider.grow(room());
    for (int i = 0; i < size; i++) {
      wider.set(i, get(i));
    }
    width = needed;
    bytes = new byte[0];
    shorts = wider.shorts;
    ints = wider.ints;
    longs = wider.longs;
  }
}
