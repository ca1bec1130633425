package dev.weft.lucene;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The identities of events that are in the log and not in a committed index, in generations that go
 * as a whole when the index has caught up.
 *
 * <p>Usable from any thread.
 */
final class PendingIds {
  private static final int MOST = 6_000_000;

  /** What one takes at most, right after its table has grown. */
  private static final int BYTES_FOR_EACH = 43;

  /** All together may take this part of the heap. */
  private static final int PART = 4;

  private final Deque<Generation> generations = new ArrayDeque<>();

  PendingIds() {
    generations.add(new Generation());
  }

  /** How many there may be, in a heap of that size. */
  static long most(long heap) {
    return Math.min(MOST, heap / PART / BYTES_FOR_EACH);
  }

  /** Strikes those that it has. */
  synchronized void strike(Newcomers newcomers) {
    for (Generation generation : generations) {
      for (int i = 0; i < newcomers.size(); i++) {
        if (newcomers.open(i) && generation.contains(newcomers.high(i), newcomers.low(i))) {
          newcomers.strike(i);
        }
      }
    }
  }

  /** Adds them; the last of them has that number of arrival. */
  synchronized void add(Newcomers newcomers, long last) {
    Generation newest = generations.getLast();
    for (int i = 0; i < newcomers.size(); i++) {
      if (newcomers.open(i)) {
        newest.add(newcomers.high(i), newcomers.low(i), last);
      }
    }
  }

  /** Adds one. */
  synchronized void add(IdHash id, long arrival) {
    generations.getLast().add(id.high(), id.low(), arrival);
  }

  /** What comes from now on goes later than what is there. */
  synchronized void turn() {
    if (generations.getLast().size > 0) {
      generations.add(new Generation());
    }
  }

  /** Forgets the generations that hold nothing behind that arrival. */
  synchronized void forgetTo(long arrival) {
    while (!generations.isEmpty() && generations.getFirst().last <= arrival) {
      generations.removeFirst();
    }
    if (generations.isEmpty()) {
      generations.add(new Generation());
    }
  }

  synchronized long size() {
    return generations.stream().mapToLong(generation -> generation.size).sum();
  }

  /** A table of pairs of numbers, at most three quarters full; (0, 0) marks a free place. */
  private static final class Generation {
    private long[] pairs = new long[2 * 1024];
    private int size;
    private long last;

    boolean contains(long high, long low) {
      int at = place(pairs, high, low);
      return pairs[at] != 0 || pairs[at + 1] != 0;
    }

    void add(long high, long low, long arrival) {
      if (size * 8L >= pairs.length * 3L) {
        grow();
      }
      int at = place(pairs, high, low);
      pairs[at] = high;
      pairs[at + 1] = low;
      size++;
      last = Math.max(last, arrival);
    }

    private void grow() {
      long[] wider = new long[pairs.length * 2];
      for (int i = 0; i < pairs.length; i += 2) {
        if (pairs[i] != 0 || pairs[i + 1] != 0) {
          int at = place(wider, pairs[i], pairs[i + 1]);
          wider[at] = pairs[i];
          wider[at + 1] = pairs[i + 1];
        }
      }
      pairs = wider;
    }

    private static int place(long[] pairs, long high, long low) {
      int mask = pairs.length / 2 - 1;
      int at = (int) (high ^ high >>> 32) & mask;
      while ((pairs[2 * at] != high || pairs[2 * at + 1] != low)
          && (pairs[2 * at] != 0 || pairs[2 * at + 1] != 0)) {
        at = at + 1 & mask;
      }
      return 2 * at;
    }
  }
}
