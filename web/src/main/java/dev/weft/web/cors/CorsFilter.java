package dev.weft.web.cors;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the service that a request is for, and follows its rules. Usable from any thread. */
public final class CorsFilter implements Filter {
  private final Map<String, Rules> exact = new HashMap<>();
  private final Map<String, Rules> below = new HashMap<>();

  /** For those services. */
  public CorsFilter(List<CorsService> services) {
    for (CorsService service : services) {
      Rules rules = new Rules(service);
      String path = service.path();
      if (path.endsWith("/*")) {
        String folder = path.substring(0, path.length() - 2);
        exact.putIfAbsent(folder, rules);
        below.putIfAbsent(folder + '/', rules);
      } else {
        exact.putIfAbsent(path, rules);
      }
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Rules rules =
        request instanceof HttpServletRequest http && !exact.isEmpty() ? rules(http) : null;
    if (rules == null) {
      chain.doFilter(request, response);
    } else {
      rules.follow((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }
  }

  private @Nullable Rules rules(HttpServletRequest request) {
    String more = request.getPathInfo();
    String path = more == null ? request.getServletPath() : request.getServletPath() + more;
    Rules rules = exact.get(path);
    if (rules != null) {
      return rules;
    }
    for (Map.Entry<String, Rules> folder : below.entrySet()) {
      if (path.startsWith(folder.getKey())) {
        return folder.getValue();
      }
    }
    return null;
  }
}
