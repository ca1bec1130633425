package dev.weft.event.flow;

import java.net.URI;
import java.util.Set;

/**
 * Makes the sending end of a transport for an application, by the scheme of a URI such as {@code
 * zeromq://host:5010}. Found by {@link java.util.ServiceLoader}.
 */
public interface SenderFactory {
  /** The URI schemes it serves, lower case. */
  Set<String> schemes();

  /**
   * Makes the sender, without input or output.
   *
   * @throws ConfigurationException when the address or one of its parameters makes no sense
   */
  Sink create(URI address);
}
