package dev.weft.event.flow;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the {@link StreamFactory} for an address among the modules that are there. */
public final class Streams {
  private static final int MOST_BROKEN = 100;

  private Streams() {}

  /**
   * The receiver that follows that address, not yet started.
   *
   * @throws ConfigurationException when the address is none, no module serves its scheme, or the
   *     transport cannot do what is asked
   */
  public static Receiver follow(String address, Interest interest) {
    URI uri = parse(address);
    Map<String, StreamFactory> byScheme = byScheme();
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    StreamFactory factory = byScheme.get(scheme);
    if (factory == null) {
      throw new ConfigurationException(
          "url",
          "\""
              + shown(address)
              + "\": no transport serves \""
              + scheme
              + "://\""
              + Names.nearest(scheme, byScheme.keySet())
                  .map(near -> "; did you mean \"" + near + "://\"?")
                  .orElse("")
              + "; there are: "
              + (byScheme.isEmpty() ? "none" : String.join(", ", byScheme.keySet())));
    }
    return factory.follow(uri, interest);
  }

  /** The address as a log or a message may have it: without a user's name and password. */
  public static String shown(String address) {
    return address.replaceFirst("//[^/?#]*@", "//");
  }

  private static URI parse(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException malformed) {
      throw new ConfigurationException(
          "url", "\"" + shown(address) + "\" is no address; write one such as amqp://localhost");
    }
  }

  private static Map<String, StreamFactory> byScheme() {
    Map<String, StreamFactory> byScheme = new TreeMap<>();
    Iterator<StreamFactory> found = ServiceLoader.load(StreamFactory.class).iterator();
    for (int broken = 0; broken < MOST_BROKEN; ) {
      try {
        if (!found.hasNext()) {
          break;
        }
        StreamFactory factory = found.next();
        factory.schemes().forEach(scheme -> byScheme.putIfAbsent(scheme, factory));
      } catch (ServiceConfigurationError | LinkageError unusable) {
        // One broken module must not take the others along; its scheme will be missed by name.
        broken++;
      }
    }
    return byScheme;
  }
}
