package dev.weft.event.control;

import java.net.URI;
import java.util.Set;

/**
 * Makes connections for the schemes of one engine; found by {@link java.util.ServiceLoader}. Usable
 * from any thread.
 */
public interface ControlFactory {
  /** Such as {@code redis}. */
  Set<String> schemes();

  /**
   * A connection, which is made on first use and again after each loss; nothing is asked yet.
   *
   * @param prefix stands before each channel's name
   * @param listener is told of each command
   * @throws dev.weft.event.flow.ConfigurationException when the address is wrong
   */
  Control connect(URI address, String prefix, CommandListener listener);
}
