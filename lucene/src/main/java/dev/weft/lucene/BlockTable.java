package dev.weft.lucene;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where the blocks of a slice's records lie: of each the arrival number of its first record, how
 * many it holds, and where it begins in the file.
 *
 * <p>One thread adds; any thread reads.
 */
final class BlockTable {
  /** What one block takes in the table's file. */
  static final int ENTRY = 20;

  private final Object lock = new Object();
  private long[] firsts = new long[64];
  private int[] counts = new int[64];
  private long[] offsets = new long[64];
  private int size;

  /** The table of that file's content. */
  static BlockTable of(ByteBuffer entries) {
    BlockTable table = new BlockTable();
    while (entries.remaining() >= ENTRY) {
      table.add(entries.getLong(), entries.getInt(), entries.getLong());
    }
    return table;
  }

  void add(long first, int count, long offset) {
    synchronized (lock) {
      if (size == firsts.length) {
        firsts = Arrays.copyOf(firsts, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
      }
      firsts[size] = first;
      counts[size] = count;
      offsets[size++] = offset;
    }
  }

  int size() {
    synchronized (lock) {
      return size;
    }
  }

  long first(int block) {
    synchronized (lock) {
      return firsts[block];
    }
  }

  int count(int block) {
    synchronized (lock) {
      return counts[block];
    }
  }

  long offset(int block) {
    synchronized (lock) {
      return offsets[block];
    }
  }

  /** The block that holds the arrival, or else the next one behind it; the size for none. */
  int find(long arrival) {
    synchronized (lock) {
      int at = Arrays.binarySearch(firsts, 0, size, arrival);
      if (at >= 0) {
        return at;
      }
      int before = -at - 2;
      return before >= 0 && arrival < firsts[before] + counts[before] ? before : before + 1;
    }
  }
}
