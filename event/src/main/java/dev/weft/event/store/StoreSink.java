package dev.weft.event.store;

import dev.weft.event.flow.Sink;

/**
 * A sink that keeps what it is given where it can be asked for. A batch counts as delivered when
 * its events survive the death of the process.
 */
public interface StoreSink extends Sink {
  /**
   * The store. The same one in the sink's whole life; it answers, with nothing, before {@link
   * #open} too.
   */
  EventStore store();
}
