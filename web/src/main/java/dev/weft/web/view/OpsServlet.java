package dev.weft.web.view;

import dev.weft.web.request.RequestInfo;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers at routes: finds the one, asks for the secret where it must be known, and writes the
 * reply. A path that has none, and a method that a route does not have, are 404.
 *
 * <p>Usable from any thread.
 */
public final class OpsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int NOT_FOUND = 404;

  private final transient String base;
  private final transient Map<String, Route> exact = new HashMap<>();
  private final transient Map<String, Route> prefixes = new LinkedHashMap<>();
  private final transient Access access;

  /**
   * For those routes.
   *
   * @param base the base path, such as {@code /c2c}; may be empty
   */
  public OpsServlet(String base, List<Route> routes, Access access) {
    this.base = base;
    this.access = access;
    for (Route route : routes) {
      String path = route.underBase() ? base + route.path() : route.path();
      if (path.endsWith("/*")) {
        prefixes.putIfAbsent(path.substring(0, path.length() - 1), route);
      } else {
        exact.putIfAbsent(path, route);
      }
    }
  }

  /** The patterns that it has to be mapped to. */
  public Set<String> patterns() {
    Set<String> patterns = new LinkedHashSet<>();
    if (!base.isEmpty()) {
      patterns.add(base + "/*");
    }
    for (String path : exact.keySet()) {
      if (base.isEmpty() || !path.startsWith(base + '/')) {
        patterns.add(path);
      }
    }
    prefixes.keySet().forEach(path -> patterns.add(path + '*'));
    return patterns;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Route route = route(path(request));
    if (route == null || !answers(route, request.getMethod())) {
      throw new HttpError(NOT_FOUND, request.getContextPath() + path(request));
    }
    RequestInfo.current().ifPresent(info -> info.route(route.name()));
    NoCache.on(response);
    boolean known = access.authenticated(request);
    if (route.secret() && !known) {
      throw Access.refused();
    }
    access.remember(request, response);
    Call call = new Call(request, known);
    Replies.write(Replies.of(route.endpoint(), call), PrettyJson.UTF8, response);
  }

  private static boolean answers(Route route, String method) {
    return route.methods().contains(method)
        || (method.equals("HEAD") && route.methods().contains("GET"));
  }

  private static String path(HttpServletRequest request) {
    String more = request.getPathInfo();
    return more == null ? request.getServletPath() : request.getServletPath() + more;
  }

  private @Nullable Route route(String path) {
    // The index page stands there with and without a slash.
    Route route = exact.get(path.equals(base) ? base + '/' : path);
    if (route != null) {
      return route;
    }
    for (Map.Entry<String, Route> prefix : prefixes.entrySet()) {
      if (path.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return null;
  }
}
