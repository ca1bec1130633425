package dev.weft.zeromq;

import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads addresses such as {@code zeromq://host:5010?name=value}. Functions only. */
final class Address {
  private Address() {}

  /**
   * Where it leads.
   *
   * @throws ConfigurationException when it has another form
   */
  static Endpoint endpoint(URI address, int defaultPort) {
    String authority = address.getRawAuthority();
    String path = address.getRawPath();
    if (authority == null
        || (path != null && !path.isEmpty() && !path.equals("/"))
        || address.getRawFragment() != null) {
      throw malformed(address);
    }
    boolean hasPort = authority.matches(".*:[^\\]]*");
    String complete = hasPort ? authority : authority + ':' + defaultPort;
    try {
      return Endpoint.parsePeer("address", "tcp://" + complete);
    } catch (ConfigurationException wrongAuthority) {
      throw malformed(address);
    }
  }

  private static ConfigurationException malformed(URI address) {
    return new ConfigurationException(
        "address",
        "\""
            + address
            + "\" is not of the form zeromq://host:port?name=value, with a port of at most 65535");
  }

  /**
   * What stands behind the question mark.
   *
   * @throws ConfigurationException when it has another form
   */
  static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String query = address.getQuery();
    for (String parameter : split(query)) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new ConfigurationException(
            parameter,
            "\"" + parameter + "\" in \"" + address + "\" is not of the form name=value");
      }
      parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return parameters;
  }

  private static List<String> split(@Nullable String query) {
    return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
  }
}
