package dev.weft.zeromq;

import dev.weft.event.flow.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place on the network in ZeroMQ's notation, {@code tcp://host:port}.
 *
 * @param host a name, an IPv4 address, an IPv6 address in brackets, or {@code *} for all interfaces
 * @param port 0 for any free one
 */
record Endpoint(String host, int port) {
  /** Where distlog's collector listens. */
  static final int DEFAULT_PORT = 5010;

  private static final Pattern FORM =
      Pattern.compile("tcp://(\\[[0-9a-fA-F:.%]+\\]|\\*|[^\\s\\[\\]:/@?#*]+):(\\d{1,5}|\\*)");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the value of option {@code key}.
   *
   * @throws ConfigurationException when it has another form
   */
  static Endpoint parse(String key, String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + text + "\" is not of the form tcp://host:port");
    }
    int port = parts.group(2).equals("*") ? 0 : Integer.parseInt(parts.group(2));
    if (port > MAX_PORT) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + text + "\" has port " + port + "; the highest is " + MAX_PORT);
    }
    return new Endpoint(parts.group(1), port);
  }

  /** The value of option {@code key}, where something is to be connected to. */
  static Endpoint parsePeer(String key, String text) {
    Endpoint peer = parse(key, text);
    if (peer.port == 0 || peer.host.equals("*")) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + text + "\" needs the host and the port to connect to");
    }
    return peer;
  }

  boolean isIpv6() {
    return host.startsWith("[");
  }

  /** The host without an IPv6 address's brackets. */
  String bareHost() {
    return isIpv6() ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return "tcp://" + host + ':' + (port == 0 ? "*" : Integer.toString(port));
  }
}
