package dev.weft.web.cors;

import dev.weft.web.error.CrudeCors;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.NoCache;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A service's rules for other origins, applied to a request. Immutable. */
final class Rules {
  static final String ORIGIN = "Origin";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final int METHOD_NOT_ALLOWED = 405;

  private final CorsService service;
  private final List<String> methods;
  private final Preflight preflight;

  Rules(CorsService service) {
    this.service = service;
    this.methods = service.methods();
    this.preflight = new Preflight(methods, service.maxAge());
  }

  void follow(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(CrudeCors.OWN_RULES, service);
    origin(request, response);
    if (request.getMethod().equals("OPTIONS")) {
      preflight.answer(request, response);
    } else if (methods.contains(request.getMethod())) {
      if (!service.cached()) {
        NoCache.on(response);
      }
      chain.doFilter(request, response);
    } else {
      throw new HttpError(METHOD_NOT_ALLOWED, "", Map.of("Allow", String.join(", ", methods)));
    }
  }

  private void origin(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader(ORIGIN);
    if (service.credentials()) {
      response.setHeader("Access-Control-Allow-Credentials", "true");
      // Else a cache would give one origin's answer to another.
      response.addHeader("Vary", ORIGIN);
      if (origin != null) {
        response.setHeader(ALLOW_ORIGIN, origin);
      }
    } else if (origin != null) {
      response.setHeader(ALLOW_ORIGIN, "*");
    }
  }
}
