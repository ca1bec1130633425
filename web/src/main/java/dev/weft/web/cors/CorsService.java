package dev.weft.web.cors;

import static java.util.Objects.requireNonNull;

import dev.weft.web.view.Endpoint;
import dev.weft.web.view.PrettyJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of the application that pages of all origins may call, with c2cwsgiutils' defaults:
 * pre-flights are kept for a day, answers are kept nowhere. Its methods are answered by endpoints,
 * or by a servlet of the application at the same path.
 *
 * <p>Immutable, usable from any thread.
 */
public final class CorsService {
  private static final Duration DAY = Duration.ofDays(1);

  private final String name;
  private final String path;
  private final Map<String, Optional<Endpoint>> methods;
  private final boolean credentials;
  private final boolean cached;
  private final Duration maxAge;
  private final PrettyJson form;

  private CorsService(Builder builder) {
    this.name = builder.name;
    this.path = builder.path;
    this.methods = new LinkedHashMap<>(builder.methods);
    this.credentials = builder.credentials;
    this.cached = builder.cached;
    this.maxAge = builder.maxAge;
    this.form = builder.form;
  }

  /**
   * Begins one.
   *
   * @param name bounded and stable, for metrics and logs
   * @param path below the application's root, with a leading slash; {@code /*} at its end means all
   *     below too
   */
  public static Builder at(String name, String path) {
    return new Builder(name, path);
  }

  /** The name for metrics and logs. */
  public String name() {
    return name;
  }

  /** Where it stands below the application's root. */
  public String path() {
    return path;
  }

  /** Whether it has endpoints, and no servlet of the application's own. */
  public boolean answered() {
    return methods.values().stream().anyMatch(Optional::isPresent);
  }

  Optional<Endpoint> endpoint(String method) {
    Optional<Endpoint> own = methods.getOrDefault(method, Optional.empty());
    return own.isEmpty() && method.equals("HEAD")
        ? methods.getOrDefault("GET", Optional.empty())
        : own;
  }

  /** As a pre-flight and an {@code Allow} header name them. */
  List<String> methods() {
    List<String> names = new ArrayList<>();
    for (String method : methods.keySet()) {
      names.add(method);
      if (method.equals("GET") && !methods.containsKey("HEAD")) {
        names.add("HEAD");
      }
    }
    names.add("OPTIONS");
    return names;
  }

  boolean credentials() {
    return credentials;
  }

  boolean cached() {
    return cached;
  }

  Duration maxAge() {
    return maxAge;
  }

  PrettyJson form() {
    return form;
  }

  /** Says what a service is. Used by one thread. */
  public static final class Builder {
    private final String name;
    private final String path;
    private final Map<String, Optional<Endpoint>> methods = new LinkedHashMap<>();
    private boolean credentials;
    private boolean cached;
    private Duration maxAge = DAY;
    private PrettyJson form = PrettyJson.UTF8;

    private Builder(String name, String path) {
      this.name = requireNonNull(name, "name");
      this.path = requireNonNull(path, "path");
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("path: expected one with a leading slash, got " + path);
      }
    }

    /** Answers that method; HEAD comes with GET, OPTIONS always. */
    public Builder method(String method, Endpoint endpoint) {
      methods.put(requireNonNull(method, "method"), Optional.of(endpoint));
      return this;
    }

    /** Methods that a servlet of the application answers. */
    public Builder methods(String... names) {
      for (String each : names) {
        methods.put(each, Optional.empty());
      }
      return this;
    }

    /** Answers GET and HEAD. */
    public Builder get(Endpoint endpoint) {
      return method("GET", endpoint);
    }

    /** Answers PUT. */
    public Builder put(Endpoint endpoint) {
      return method("PUT", endpoint);
    }

    /** Answers POST. */
    public Builder post(Endpoint endpoint) {
      return method("POST", endpoint);
    }

    /** Answers DELETE. */
    public Builder delete(Endpoint endpoint) {
      return method("DELETE", endpoint);
    }

    /** Lets pages call it in the name of their user: with cookies and passwords. Default not. */
    public Builder credentials(boolean allowed) {
      credentials = allowed;
      return this;
    }

    /** How long a pre-flight's answer may be kept. Default a day. */
    public Builder maxAge(Duration limit) {
      maxAge = requireNonNull(limit, "limit");
      return this;
    }

    /** Leaves it to the endpoints how long answers may be kept. Default: nowhere. */
    public Builder cached(boolean byEndpoint) {
      cached = byEndpoint;
      return this;
    }

    /** How JSON values are written. Default {@link PrettyJson#UTF8}. */
    public Builder form(PrettyJson of) {
      form = requireNonNull(of, "of");
      return this;
    }

    /**
     * Makes it.
     *
     * @throws IllegalStateException without any method
     */
    public CorsService build() {
      if (methods.isEmpty()) {
        throw new IllegalStateException(
            "the service " + name + " has no method; give it one by get, post, method …");
      }
      return new CorsService(this);
    }
  }
}
