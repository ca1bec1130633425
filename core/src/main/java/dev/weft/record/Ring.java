package dev.weft.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring that many threads put records into and one takes them out of.
 *
 * <h2>Algorithm</h2>
 *
 * Dmitry Vyukov's bounded queue: a sequence number a slot says whose turn the slot is. For position
 * {@code p} it is {@code p} while the slot is free, {@code p + 1} once a record lies in it, and
 * {@code p + capacity} when the record was taken. A producer claims a position by moving the tail,
 * then fills the slot at leisure; the consumer takes positions strictly in order.
 *
 * <h2>The reserve</h2>
 *
 * A producer that must leave some room looks at the slot that lies that far ahead. The consumer
 * frees slots in order, so a free slot ahead means that all between are free: no look at the
 * consumer's index, which its every step would take out of the producers' caches.
 *
 * <h2>Exchange</h2>
 *
 * A slot's record is never taken out: the consumer reads and empties it, and the next producer puts
 * its own in and goes off with the empty one. So at a steady state nothing is allocated, and
 * records are not bound to slots that a slow producer would hold.
 *
 * <p>{@link #claim}, {@link #exchange}, {@link #seal} and the counts: any thread. {@link #peek} and
 * {@link #release}: one thread at a time.
 */
final class Ring {
  /** No room: nothing was claimed. */
  static final long FULL = -1;

  /** The ring was sealed: nothing was claimed, and nothing ever will be. */
  static final long SEALED = -2;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  // Both indexes in one array, two cache lines of 64 bytes apart from all else and each other,
  // since processors fetch lines in pairs.
  private static final int TAIL = 16;
  private static final int HEAD = 32;
  private static final int PADDED = 48;

  private final int capacity;
  private final int mask;
  private final @Nullable PendingRecord[] records;
  private final long[] sequences;
  private final long[] indexes = new long[PADDED];

  /** A ring of {@code capacity} slots, a power of two. */
  Ring(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity is not a power of two: " + capacity);
    }
    this.capacity = capacity;
    mask = capacity - 1;
    records = new PendingRecord[capacity];
    sequences = new long[capacity];
    for (int i = 0; i < capacity; i++) {
      sequences[i] = i;
    }
  }

  /**
   * Claims the next position, if {@code spared} slots behind it are free too.
   *
   * @return the position, to be given to {@link #exchange} without delay; or {@link #FULL}, or
   *     {@link #SEALED}
   */
  long claim(int spared) {
    while (true) {
      long tail = (long) LONGS.getVolatile(indexes, TAIL);
      if (tail < 0) {
        return SEALED;
      }
      long ahead = tail + spared;
      if ((long) LONGS.getAcquire(sequences, (int) ahead & mask) == ahead) {
        if (LONGS.compareAndSet(indexes, TAIL, tail, tail + 1)) {
          return tail;
        }
      } else if ((long) LONGS.getVolatile(indexes, TAIL) == tail) {
        return FULL;
      }
    }
  }

  /**
   * Puts the record into a claimed position, for the consumer to see.
   *
   * @return the empty record that lay there; null the first time round
   */
  @Nullable PendingRecord exchange(long position, PendingRecord record) {
    int slot = (int) position & mask;
    PendingRecord empty = records[slot];
    records[slot] = record;
    LONGS.setRelease(sequences, slot, position + 1);
    return empty;
  }

  /** The next record, which stays where it is until {@link #release}; null when there is none. */
  @Nullable PendingRecord peek() {
    long head = indexes[HEAD];
    int slot = (int) head & mask;
    return (long) LONGS.getAcquire(sequences, slot) == head + 1 ? records[slot] : null;
  }

  /** Gives the slot of the record just seen, which the caller emptied, back to the producers. */
  void release() {
    long head = indexes[HEAD];
    LONGS.setRelease(sequences, (int) head & mask, head + capacity);
    LONGS.setRelease(indexes, HEAD, head + 1);
  }

  /** Ends all claims. What was claimed before is still to be taken. */
  void seal() {
    long tail = (long) LONGS.getVolatile(indexes, TAIL);
    while (tail >= 0 && !LONGS.compareAndSet(indexes, TAIL, tail, tail | Long.MIN_VALUE)) {
      tail = (long) LONGS.getVolatile(indexes, TAIL);
    }
  }

  /** How many positions were ever claimed. */
  long claimed() {
    return (long) LONGS.getVolatile(indexes, TAIL) & Long.MAX_VALUE;
  }

  /** How many positions were ever released. */
  long released() {
    return (long) LONGS.getAcquire(indexes, HEAD);
  }
}
