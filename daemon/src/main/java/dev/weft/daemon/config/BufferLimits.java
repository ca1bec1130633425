package dev.weft.daemon.config;

/**
 * How much may wait for a sink.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param bytes of memory, at least 1; by default {@link #standardBytes}
 * @param events records, at least 1; unlimited by default
 * @param whenFull what becomes of what does not fit
 */
public record BufferLimits(long bytes, long events, WhenFull whenFull) {
  /** All buffers that say nothing take this part of the heap together, and no more. */
  private static final int PART = 3;

  /** What a sink has that says nothing, where there is heap enough. */
  public static final BufferLimits STANDARD =
      new BufferLimits(32L << 20, Long.MAX_VALUE, WhenFull.DROP_NEWEST);

  /** Checks the ranges. */
  public BufferLimits {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes < 1: " + bytes);
    }
    if (events < 1) {
      throw new IllegalArgumentException("events < 1: " + events);
    }
  }

  /**
   * What each of so many sinks has that does not say: 32 MiB, or its share of a third of the heap
   * where that is less, so that full buffers alone never use the memory up.
   */
  static long standardBytes(int sinks, long heap) {
    return Math.max(1, Math.min(STANDARD.bytes, heap / PART / Math.max(1, sinks)));
  }
}
