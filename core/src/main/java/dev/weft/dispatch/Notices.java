package dev.weft.dispatch;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Tells a person, on standard error, what Weft cannot tell by its own way: that a sink is away,
 * that records are lost. At most one line a second, except for the last one.
 *
 * <p>Usable from any thread.
 */
final class Notices {
  private static final long NANOS_BETWEEN = 1_000_000_000;

  private final Object lock = new Object();
  private final PrintStream out;
  private final LongSupplier nanos;
  private boolean spoken;
  private long lastSpoken;

  Notices(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
  }

  /** Says it, unless something was said less than a second ago; returns whether it was said. */
  boolean say(String line) {
    synchronized (lock) {
      long now = nanos.getAsLong();
      if (spoken && now - lastSpoken < NANOS_BETWEEN) {
        return false;
      }
      spoken = true;
      lastSpoken = now;
    }
    sayAtOnce(line);
    return true;
  }

  /** Says it in any case. */
  void sayAtOnce(String line) {
    out.println("weft: " + line);
  }
}
