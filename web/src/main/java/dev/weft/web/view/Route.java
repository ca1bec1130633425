package dev.weft.web.view;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * An endpoint and where it stands.
 *
 * @param name bounded and stable, for metrics and logs, such as {@code c2c_health_check}
 * @param methods what it answers to; HEAD comes with GET, OPTIONS always
 * @param path begins with a slash; see {@code underBase}
 * @param underBase whether the path is below the base path of the operations, else below the
 *     application's own root
 * @param secret whether only those who know the secret are answered
 */
public record Route(
    String name,
    Set<String> methods,
    String path,
    boolean underBase,
    boolean secret,
    Endpoint endpoint) {
  /** Checks the path and copies the methods. */
  public Route {
    requireNonNull(name, "name");
    requireNonNull(endpoint, "endpoint");
    methods = Set.copyOf(methods);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: expected one with a leading slash, got " + path);
    }
  }

  /** For everybody, by GET, below the base path. */
  public static Route open(String name, String path, Endpoint endpoint) {
    return new Route(name, Set.of("GET"), path, true, false, endpoint);
  }

  /** For those who know the secret, by GET and POST, below the base path. */
  public static Route secret(String name, String path, Endpoint endpoint) {
    return new Route(name, Set.of("GET", "POST"), path, true, true, endpoint);
  }
}
