package dev.weft.daemon.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the API and the page are served, and to whom.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param listen where; empty for nowhere
 * @param tokens who may; when there are none, everybody on this machine
 * @param hosts names by which the collector may be called beside those of this machine
 * @param page whether the page is served, and not the API alone
 * @param views the folder of saved views
 */
public record HttpSettings(
    Optional<Listen> listen, List<Token> tokens, List<String> hosts, boolean page, Path views) {
  /** Nothing is served. */
  public static final HttpSettings OFF =
      new HttpSettings(Optional.empty(), List.of(), List.of(), false, Path.of("data", "views"));

  /**
   * An address to listen on.
   *
   * @param host a name or number; empty for all of the machine's
   * @param port 0 for any that is free
   */
  public record Listen(String host, int port) {
    /** Checks the range. */
    public Listen {
      requireNonNull(host, "host");
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port is 0 to 65535, not " + port);
      }
    }

    /** Whether only this machine can reach it. */
    public boolean loopback() {
      return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** As the file has it. */
    @Override
    public String toString() {
      String shown = host.isEmpty() ? "*" : host.contains(":") ? "[" + host + "]" : host;
      return shown + ":" + port;
    }
  }

  /** Copies the lists. */
  public HttpSettings {
    requireNonNull(listen, "listen");
    tokens = List.copyOf(tokens);
    hosts = List.copyOf(hosts);
    requireNonNull(views, "views");
  }
}
