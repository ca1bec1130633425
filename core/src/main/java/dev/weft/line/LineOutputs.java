package dev.weft.line;

import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the output for an address. Usable from any thread. */
final class LineOutputs {
  private LineOutputs() {}

  static LineOutput create(String address, CeeForm form) {
    URI uri = uri(address);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    Map<String, LineOutputFactory> known = known();
    LineOutputFactory factory = known.get(scheme);
    if (factory == null) {
      throw new ConfigurationException(
          "to",
          "\"to: "
              + address
              + "\": lines go to "
              + String.join(":, ", known.keySet())
              + ":; write such as udp://localhost:514 or stdout:");
    }
    return factory.create(uri, form);
  }

  private static URI uri(String address) {
    try {
      // "stdout:" is no URI by the letter: something must follow the colon.
      return new URI(address.endsWith(":") ? address + '-' : address);
    } catch (URISyntaxException malformed) {
      throw new ConfigurationException(
          "to", "\"to: " + address + "\" is no address; write udp://localhost:514 or stdout:");
    }
  }

  private static Map<String, LineOutputFactory> known() {
    Map<String, LineOutputFactory> known = new TreeMap<>();
    Iterator<LineOutputFactory> found =
        ServiceLoader.load(LineOutputFactory.class, LineOutputs.class.getClassLoader()).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return known;
        }
        LineOutputFactory factory = found.next();
        factory.schemes().forEach(scheme -> known.putIfAbsent(scheme, factory));
      } catch (ServiceConfigurationError broken) {
        // Its scheme will be missed by name.
        System.getLogger("dev.weft.line")
            .log(System.Logger.Level.WARNING, "an output of lines cannot be loaded: " + broken);
      }
    }
  }
}
