package dev.weft.line;

import java.net.URI;
import java.util.Set;

/**
 * Makes outputs of lines for addresses of some schemes, such as {@code udp:}. Found by {@link
 * java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface LineOutputFactory {
  /** The schemes it serves, in lower case. */
  Set<String> schemes();

  /**
   * Makes one, without any input or output.
   *
   * @param form how lines are written, where they are
   * @throws dev.weft.event.flow.ConfigurationException when the address makes no sense
   */
  LineOutput create(URI address, CeeForm form);
}
