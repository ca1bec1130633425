package dev.weft.cli.load;

import dev.weft.event.Event;
import java.io.IOException;

/** Takes what was converted. Used by one thread. */
public interface Taker {
  /** A record as it lies there. */
  void record(byte[] bytes, int start, int end) throws IOException;

  /** An event, to be written as a record. */
  void event(Event event) throws IOException;

  /**
   * Something that is no event of the format.
   *
   * @param reason why, alike for all that fail alike
   */
  void refuse(String reason);
}
