package dev.weft.event.flow;

import java.io.IOException;
import java.util.Set;

/**
 * The way back from a reader to producers: asks them to tell the whole state of live objects, which
 * they do by a {@code snapshot} of each on the ordinary stream, for all readers.
 *
 * <p>Usable from any thread, between {@link Receiver#start} and {@link Receiver#close}.
 */
public interface SnapshotRequester {
  /**
   * Asks, and does not wait for answers.
   *
   * @param objectIds which objects; empty for all that are alive
   * @throws IOException when the request could not be sent now
   */
  void requestSnapshots(Set<String> objectIds) throws IOException;
}
