package dev.weft.event.flow;

import java.io.IOException;

/**
 * Where batches come from: the receiving end of a transport, a file that is followed, standard
 * input.
 *
 * <p>A receiver owns its threads, which are daemon threads named after what they serve. It reads,
 * makes batches, and gives each to its {@link Intake} on the reading thread; the work that follows
 * is done there, which is also what slows a sender down when the collector is full. Construction
 * does no input or output.
 */
public interface Receiver extends AutoCloseable {
  /**
   * Begins to receive.
   *
   * @throws IOException when the address or file cannot be had; the message names it
   */
  void start(Intake intake) throws IOException;

  /**
   * Where it listens or reads, for a person: {@code tcp://127.0.0.1:5010} with the port really
   * bound. Valid after {@link #start}.
   */
  String address();

  /**
   * Whether all there was has been read and nothing can follow, as at the end of standard input.
   */
  default boolean exhausted() {
    return false;
  }

  /**
   * Stops reading, gives what was read to the intake, and returns within some seconds. A second
   * call does nothing.
   */
  @Override
  void close();
}
