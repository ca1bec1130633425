package dev.weft.lucene;

import java.io.InterruptedIOException;

/** Ends a question whose thread was interrupted: nobody waits for its answer any more. */
final class Patience {
  private static final int EVENTS_A_LOOK = 256;

  private int looked;

  /** Called for every event that is looked at. */
  void check() throws InterruptedIOException {
    if (++looked % EVENTS_A_LOOK == 0 && Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while searching");
    }
  }
}
