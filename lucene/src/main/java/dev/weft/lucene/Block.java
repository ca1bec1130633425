package dev.weft.lucene;

import java.util.Arrays;

/**
 * Records that were compressed together, in the order of their arrival.
 *
 * <p>Immutable, usable from any thread.
 */
final class Block {
  private final long first;
  private final byte[] bytes;
  private final int[] ends;

  /** A block over records that end, without line feeds between them, where {@code ends} says. */
  Block(long first, byte[] bytes, int[] ends) {
    this.first = first;
    this.bytes = bytes;
    this.ends = ends;
  }

  int size() {
    return ends.length;
  }

  boolean holds(long arrival) {
    return arrival >= first && arrival - first < ends.length;
  }

  /** The arrival number of its first record. */
  long first() {
    return first;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(long arrival) {
    int index = (int) (arrival - first);
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(long arrival) {
    return ends[(int) (arrival - first)];
  }

  byte[] copy(long arrival) {
    return Arrays.copyOfRange(bytes, start(arrival), end(arrival));
  }
}
