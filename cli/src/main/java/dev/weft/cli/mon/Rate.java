package dev.weft.cli.mon;

import java.util.function.LongSupplier;

/** {@code --max}: lets so many pass in each second. Used by one thread at a time. */
final class Rate {
  private static final long SECOND = 1_000_000_000;

  private final int mostPerSecond;
  private final LongSupplier nanos;
  private long began;
  private int passed;

  /**
   * Makes one.
   *
   * @param mostPerSecond 0 for no limit
   * @param nanos a clock that only goes forward
   */
  Rate(int mostPerSecond, LongSupplier nanos) {
    this.mostPerSecond = mostPerSecond;
    this.nanos = nanos;
    this.began = mostPerSecond == 0 ? 0 : nanos.getAsLong();
  }

  boolean passes() {
    if (mostPerSecond == 0) {
      return true;
    }
    long now = nanos.getAsLong();
    if (now - began >= SECOND) {
      began = now;
      passed = 0;
    }
    return passed < mostPerSecond && ++passed > 0;
  }
}
