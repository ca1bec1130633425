package dev.weft.examples.hello;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says beside the names that the operations read themselves.
 *
 * @param port where it listens
 * @param cee where CEE datagrams go, as {@code udp://host:514}; empty for nowhere
 * @param level from which lines are logged
 * @param primary the database; empty to start a private one
 * @param replica the database that is only read; empty to start a private one
 * @param redis its address; empty to start a private one
 */
record HelloConfig(
    int port,
    Optional<String> cee,
    Level level,
    Optional<String> primary,
    Optional<String> replica,
    Optional<String> redis) {
  private static final int SYSLOG_PORT = 514;

  /**
   * Reads the environment.
   *
   * @throws ConfigurationException for a value that makes no sense
   */
  static HelloConfig of(Map<String, String> environment) {
    return new HelloConfig(
        port(environment, "PORT", 8080),
        given(environment, "CEE_HOST")
            .map(host -> "udp://" + host + ':' + port(environment, "CEE_PORT", SYSLOG_PORT)),
        level(environment),
        database(environment, "SQLALCHEMY_URL"),
        database(environment, "SQLALCHEMY_URL_SLAVE"),
        given(environment, "C2C_REDIS_URL"));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    @Nullable String value = environment.get(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  private static Optional<String> database(Map<String, String> environment, String name) {
    Optional<String> url = given(environment, name);
    if (url.isPresent() && !url.get().matches("(jdbc:postgresql:|postgres(ql)?(\\+\\w+)?://).+")) {
      // It may hold a password, so it is not repeated.
      throw new ConfigurationException(
          name,
          name
              + " is no address of a PostgreSQL database; write such as"
              + " postgresql://user:password@host:5432/name or jdbc:postgresql://host/name?user=…");
    }
    return url;
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    String value = given(environment, name).orElse(String.valueOf(otherwise));
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port <= 0xFFFF) {
        return port;
      }
    } catch (NumberFormatException other) {
      // As a number that is none of a port.
    }
    throw new ConfigurationException(
        name, name + '=' + value + " is no port; write a number from 1 to 65535");
  }

  private static Level level(Map<String, String> environment) {
    String name = given(environment, "LOG_LEVEL").isPresent() ? "LOG_LEVEL" : "OTHER_LOG_LEVEL";
    String value = given(environment, name).orElse("INFO");
    return Level.ofName(value)
        .orElseThrow(() ->
            new ConfigurationException(
                name,
                name
                    + '='
                    + value
                    + " is no level; write DEBUG, INFO, WARNING, ERROR or CRITICAL"));
  }
}
