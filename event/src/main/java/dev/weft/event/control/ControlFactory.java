package dev.weft.event.control;

import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes connections for the schemes of one engine; found by {@link java.util.ServiceLoader}. Usable
 * from any thread.
 */
public interface ControlFactory {
  /**
   * The factory for that address.
   *
   * @throws ConfigurationException when none on the class path knows its scheme
   */
  static ControlFactory of(URI address) {
    Set<String> known = new TreeSet<>();
    for (ControlFactory factory : ServiceLoader.load(ControlFactory.class)) {
      if (address.getScheme() != null && factory.schemes().contains(address.getScheme())) {
        return factory;
      }
      known.addAll(factory.schemes());
    }
    throw new ConfigurationException(
        "",
        "no engine for the scheme \""
            + address.getScheme()
            + "\"; known: "
            + (known.isEmpty() ? "none" : String.join(", ", known))
            + "; put the engine's module on the class path, such as weft-redis for redis");
  }

  /** Such as {@code redis}. */
  Set<String> schemes();

  /**
   * A connection, which is made on first use and again after each loss; nothing is asked yet.
   *
   * @param prefix stands before each channel's name
   * @param listener is told of each command
   * @throws ConfigurationException when the address is wrong
   */
  Control connect(URI address, String prefix, CommandListener listener);
}
