package dev.weft.object;

/**
 * When an object's whole state is to be sent: at its interval, and soon after readers have missed
 * something or ask for it; then at most once a second, so that asking cannot flood the stream.
 *
 * <p>Usable from any thread.
 */
final class Keyframes {
  private static final long BETWEEN_OWED_NANOS = 1_000_000_000;

  private final long intervalNanos;
  // Born with its whole state, which readers who ask may have missed.
  private volatile long toldNanos;
  private volatile long askedFromNanos;
  private volatile boolean owed;

  /** Of an object that begins now; an interval of 0 is none. */
  Keyframes(long intervalNanos, long nowNanos) {
    this.intervalNanos = intervalNanos;
    toldNanos = nowNanos;
    askedFromNanos = nowNanos;
  }

  void owe() {
    owed = true;
  }

  /** The birth is sent: who asked before it has the whole state by it. */
  void born() {
    owed = false;
  }

  boolean due(long nowNanos) {
    if (owed && nowNanos - askedFromNanos >= 0) {
      return true;
    }
    return intervalNanos > 0 && nowNanos - toldNanos >= intervalNanos;
  }

  /** The whole state is sent now. */
  void paid(long nowNanos) {
    owed = false;
    toldNanos = nowNanos;
    askedFromNanos = nowNanos + BETWEEN_OWED_NANOS;
  }
}
