package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where RabbitMQ is and who we are there: {@code amqp://user:password@host:port/vhost}, of which
 * all but the host may be left out.
 *
 * <p>Immutable, usable from any thread. Its text, as all messages about it, holds neither user nor
 * password.
 *
 * @param tls whether over TLS, as {@code amqps} says
 * @param host name or number
 * @param port from 1 to 65535
 * @param user who we are
 * @param password how we prove it
 * @param virtualHost which part of the broker
 * @param parameters what stands behind the question mark
 */
record AmqpAddress(
    boolean tls,
    String host,
    int port,
    String user,
    String password,
    String virtualHost,
    Map<String, String> parameters) {
  static final String PLAIN = "amqp";
  static final String TLS = "amqps";

  private static final int PLAIN_PORT = 5672;
  private static final int TLS_PORT = 5671;
  private static final int LARGEST_PORT = 65_535;
  private static final String GUEST = "guest";

  /**
   * Reads one.
   *
   * @throws ConfigurationException when the text of the option {@code key} is no such address
   */
  static AmqpAddress parse(String key, String text) {
    try {
      return of(key, new URI(text));
    } catch (URISyntaxException malformed) {
      throw unreadable(key);
    }
  }

  /**
   * Reads one.
   *
   * @throws ConfigurationException when the URI, which {@code key} gave, is no such address
   */
  static AmqpAddress of(String key, URI uri) {
    String authority = uri.getRawAuthority();
    boolean tls = TLS.equals(uri.getScheme());
    if (authority == null
        || uri.getRawFragment() != null
        || !(tls || PLAIN.equals(uri.getScheme()))) {
      throw unreadable(key);
    }
    int at = authority.lastIndexOf('@');
    String[] who = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
    String where = authority.substring(at + 1);
    // The colons of an IPv6 address stand in brackets.
    int colon = where.lastIndexOf(':');
    boolean hasPort = colon > where.lastIndexOf(']');
    String host = hasPort ? where.substring(0, colon) : where;
    if (host.isEmpty()) {
      throw unreadable(key);
    }
    try {
      return new AmqpAddress(
          tls,
          host,
          hasPort ? port(key, where.substring(colon + 1)) : tls ? TLS_PORT : PLAIN_PORT,
          who.length > 0 ? decode(who[0]) : GUEST,
          who.length > 1 ? decode(who[1]) : GUEST,
          virtualHost(uri.getRawPath()),
          parameters(uri.getRawQuery()));
    } catch (IllegalArgumentException badEscape) {
      throw badEscape instanceof ConfigurationException known ? known : unreadable(key);
    }
  }

  private static int port(String key, String digits) {
    if (!digits.matches("\\d{1,5}")
        || Integer.parseInt(digits) > LARGEST_PORT
        || digits.matches("0+")) {
      throw unreadable(key);
    }
    return Integer.parseInt(digits);
  }

  // A lone slash stands for the default one, as in Python's clients.
  private static String virtualHost(@Nullable String path) {
    return path == null || path.length() <= 1 ? "/" : decode(path.substring(1));
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    List<String> pairs =
        query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ConfigurationException(
            pair, "\"" + pair + "\" in the address is not of the form name=value");
      }
      parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decode(String escaped) {
    return URLDecoder.decode(escaped.replace("+", "%2B"), UTF_8);
  }

  // Without the value and without a cause, since both may hold a password.
  private static ConfigurationException unreadable(String key) {
    return new ConfigurationException(
        key,
        "\""
            + key
            + "\" is not an address of RabbitMQ: expected amqp://[user[:password]@]host[:port][/vhost]"
            + " or amqps://…, special characters percent-encoded (a vhost / is %2F)");
  }

  @Override
  public String toString() {
    String path = virtualHost.equals("/") ? "" : "/" + virtualHost;
    return (tls ? TLS : PLAIN) + "://" + host + ':' + port + path;
  }
}
