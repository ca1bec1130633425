package dev.weft.cli.load;

import java.io.IOException;

/** Makes one input's lines into events. One is made for each input; used by one thread. */
interface Conversion {
  /** Takes a line; never an empty one. */
  void line(byte[] bytes, int start, int end, Taker taker) throws IOException;

  /** There are no more lines: gives what had to wait for that. */
  default void end(Taker taker) throws IOException {}
}
