package dev.weft.daemon.config;

/**
 * How much may wait for a sink.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param bytes of memory, at least 1; 32 MiB by default
 * @param events records, at least 1; unlimited by default
 * @param whenFull what becomes of what does not fit
 */
public record BufferLimits(long bytes, long events, WhenFull whenFull) {
  /** What a sink has that says nothing. */
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
}
