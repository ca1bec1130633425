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
  private final int from;
  private final int[] ends;

  /**
   * A block over records.
   *
   * @param from where the first one begins
   * @param ends where each ends, without line feeds between them
   */
  Block(long first, byte[] bytes, int from, int[] ends) {
    this.first = first;
    this.bytes = bytes;
    this.from = from;
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
    return index == 0 ? from : ends[index - 1];
  }

  int end(long arrival) {
    return ends[(int) (arrival - first)];
  }

  byte[] copy(long arrival) {
    return Arrays.copyOfRange(bytes, start(arrival), end(arrival));
  }
}
