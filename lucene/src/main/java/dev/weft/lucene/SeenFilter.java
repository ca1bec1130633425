package dev.weft.lucene;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * Tells that an identity is surely not in a slice, or may be: a Bloom filter whose bits for one
 * identity lie together in 64 bytes, so that a question costs one look at memory.
 *
 * <p>The idea of blocks is that of Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient
 * Bloom Filters" (2007).
 *
 * <p>One thread adds; any thread asks.
 */
final class SeenFilter {
  private static final int BITS_FOR_EACH = 16;
  private static final int LONGS_IN_BLOCK = 8;
  private static final int PROBES = 7;

  private final LongBuffer longs;
  private final int blocks;

  private SeenFilter(LongBuffer longs) {
    this.longs = longs;
    this.blocks = longs.capacity() / LONGS_IN_BLOCK;
  }

  /** An empty one for that many identities. */
  static SeenFilter forEvents(long events) {
    long blocks = Math.max(16, events * BITS_FOR_EACH / (LONGS_IN_BLOCK * 64));
    return new SeenFilter(
        LongBuffer.allocate((int) Math.min(blocks, Integer.MAX_VALUE / 16) * LONGS_IN_BLOCK));
  }

  /** One over what {@link #bytes} gave. */
  static SeenFilter over(ByteBuffer bytes) {
    return new SeenFilter(bytes.asLongBuffer());
  }

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(longs.capacity() * Long.BYTES);
    bytes.asLongBuffer().put(longs.duplicate().clear());
    return bytes;
  }

  private int block(long hash) {
    return (int) Math.floorMod(hash >>> 20, (long) blocks) * LONGS_IN_BLOCK;
  }

  void add(long hash, long more) {
    int block = block(hash);
    long bits = more;
    for (int i = 0; i < PROBES; i++) {
      int at = block + (int) (bits & 7);
      longs.put(at, longs.get(at) | 1L << (bits >>> 3));
      bits >>>= 9;
    }
  }

  boolean maybe(long hash, long more) {
    int block = block(hash);
    long bits = more;
    for (int i = 0; i < PROBES; i++) {
      if ((longs.get(block + (int) (bits & 7)) & 1L << (bits >>> 3)) == 0) {
        return false;
      }
      bits >>>= 9;
    }
    return true;
  }
}
