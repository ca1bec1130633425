package dev.weft.event.flow;

import java.net.URI;
import java.util.Set;

/**
 * Makes the receiving end of a transport for somebody who follows a stream that is there for many,
 * such as a mirror or {@code weft mon}, by the scheme of a URI such as {@code amqp://host} or
 * {@code zeromq://host:5011}. Found by {@link java.util.ServiceLoader}; {@link Streams} looks one
 * up.
 *
 * <p>A receiver that can ask producers for their objects' state is a {@link SnapshotRequester} too.
 */
public interface StreamFactory {
  /** The URI schemes it serves, lower case. */
  Set<String> schemes();

  /**
   * Makes the receiver, without input or output. Its batches hold what {@code interest} asks for
   * and nothing else.
   *
   * @throws ConfigurationException when the address or the interest makes no sense for the
   *     transport
   */
  Receiver follow(URI address, Interest interest);
}
