package dev.weft.web.level;

import java.time.Duration;

/** Lets things happen later. Usable from any thread. */
interface Alarms extends AutoCloseable {
  /** Does it then, once, on a thread of its own; the result takes that back. */
  Runnable set(Duration after, Runnable work);

  /** Nothing happens any more. */
  @Override
  void close();
}
