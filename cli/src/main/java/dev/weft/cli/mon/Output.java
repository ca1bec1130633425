package dev.weft.cli.mon;

import java.io.PrintStream;

/**
 * Standard output in large pieces: what is printed waits here until there is much of it, or until
 * nothing more is there to be read. Used by one thread at a time.
 */
final class Output {
  private static final int PIECE = 1 << 16;

  private final PrintStream out;
  private final Bytes waiting = new Bytes();
  private boolean closed;

  Output(PrintStream out) {
    this.out = out;
  }

  /** Where the next message is written. */
  Bytes next() {
    return waiting;
  }

  /** Notes that a message was written. */
  void added() {
    if (waiting.length() >= PIECE) {
      flush();
    }
  }

  /** Hands all on to who reads it. */
  void flush() {
    if (waiting.length() > 0) {
      out.write(waiting.array(), 0, waiting.length());
      waiting.reset();
      // Flushes too. A closed pipe shows here, and nowhere as an exception.
      closed |= out.checkError();
    }
  }

  /** Whether nobody reads any more. */
  boolean closed() {
    return closed;
  }
}
