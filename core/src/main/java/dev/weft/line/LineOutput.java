package dev.weft.line;

import dev.weft.event.Level;
import java.io.IOException;

/**
 * Where lines of the log go. {@link #write} and {@link #close} are called by one thread at a time,
 * never by one that logs, so they may block; construction does no input or output.
 */
public interface LineOutput extends AutoCloseable {
  /**
   * Whether such a line is wanted, asked by the threads that log, before anything of the line is
   * made. Cheap. Default all.
   */
  default boolean accepts(Level level, String logger) {
    return true;
  }

  /**
   * Writes the line.
   *
   * @throws IOException when it is lost
   */
  void write(LogLine line) throws IOException;

  /** Lets go of everything. A second call does nothing. */
  @Override
  void close();
}
