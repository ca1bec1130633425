package dev.weft.event.flow;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before the next attempt: from 100 ms, twice as long each time, up to 10 s, and
 * of each a random half, so that many programs do not return all at once. Used by one thread.
 */
public final class Backoff {
  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

  private long next = FIRST;

  /** One that has not waited yet. */
  public Backoff() {}

  /** How many nanoseconds to wait now. */
  public long nextNanos() {
    long longest = next;
    next = Math.min(LONGEST, next * 2);
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
  }

  /** Begins anew, since an attempt succeeded. */
  public void reset() {
    next = FIRST;
  }
}
