package dev.weft;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Names;
import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.Streams;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the sender for a URI among the modules that are there. Used by one thread. */
final class Senders {
  private static final Map<String, String> MODULES =
      Map.of("zeromq", "weft-zeromq", "amqp", "weft-amqp", "amqps", "weft-amqp");

  private final Map<String, SenderFactory> byScheme = new TreeMap<>();

  Senders() {
    addAll(Senders.class.getClassLoader());
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    if (ofThread != null) {
      addAll(ofThread);
    }
  }

  private void addAll(@Nullable ClassLoader loader) {
    Iterator<SenderFactory> found = ServiceLoader.load(SenderFactory.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return;
        }
        SenderFactory factory = found.next();
        factory.schemes().forEach(scheme -> byScheme.putIfAbsent(scheme, factory));
      } catch (ServiceConfigurationError broken) {
        // One broken module must not take the others along; its scheme will be missed by name.
        System.err.println("weft: a sender cannot be loaded: " + broken.getMessage());
      }
    }
  }

  /** The sender for that address. */
  Sink create(String address) {
    URI uri = parse(address);
    String scheme = uri.getScheme();
    SenderFactory factory = scheme == null ? null : byScheme.get(scheme);
    if (factory == null) {
      throw unknown(address, scheme == null ? "" : scheme);
    }
    return factory.create(uri);
  }

  /** How a person knows that address: without user, password and parameters. */
  static String name(String address) {
    URI uri = parse(address);
    if (uri.isOpaque() || uri.getHost() == null) {
      String shown = Streams.shown(address);
      return shown.contains("?") ? shown.substring(0, shown.indexOf('?')) : shown;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getPath() == null ? "" : uri.getPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }

  private static URI parse(String address) {
    try {
      // "stdout:" is no URI by the letter: something must follow the colon.
      return new URI(address.endsWith(":") ? address + '-' : address);
    } catch (URISyntaxException malformed) {
      throw new ConfigurationException(
          Settings.TO,
          "\"to: "
              + Streams.shown(address)
              + "\" is no URI; write one such as zeromq://127.0.0.1:5010");
    }
  }

  private ConfigurationException unknown(String address, String scheme) {
    String module = MODULES.get(scheme);
    String cure =
        module != null
            ? "; add the module " + module + " to the program"
            : Names.nearest(scheme, byScheme.keySet())
                .map(near -> "; did you mean \"" + near + ":\"?")
                .orElse("");
    return new ConfigurationException(
        Settings.TO,
        "\"to: "
            + Streams.shown(address)
            + "\": no sender serves \""
            + scheme
            + ":\"; there are "
            + String.join(":, ", byScheme.keySet())
            + ":"
            + cure);
  }
}
