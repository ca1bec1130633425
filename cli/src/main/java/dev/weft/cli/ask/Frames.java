package dev.weft.cli.ask;

import java.io.IOException;

/** Takes the frames of a stream, as docs/api.md has them, on the thread that follows it. */
@FunctionalInterface
public interface Frames {
  /**
   * Takes one.
   *
   * @param event its kind, such as {@code rows}
   * @param data what it says
   * @return false to end
   */
  boolean take(String event, Object data) throws IOException, InterruptedException;
}
