package dev.weft.web.cors;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a browser that asks what a page of another origin may do. Immutable. */
final class Preflight {
  private static final String METHOD = "Access-Control-Request-Method";
  private static final String MANDATORY = "this header is mandatory";

  private final List<String> methods;
  private final long maxAgeSeconds;

  Preflight(List<String> methods, Duration maxAge) {
    this.methods = List.copyOf(methods);
    this.maxAgeSeconds = maxAge.toSeconds();
  }

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String origin = request.getHeader(Rules.ORIGIN);
    String method = request.getHeader(METHOD);
    response.setHeader("Cache-Control", "max-age=" + maxAgeSeconds);
    response.setHeader("Vary", Rules.ORIGIN);
    List<String> errors = errors(origin, method);
    if (origin != null && method != null) {
      response.setHeader("Access-Control-Allow-Methods", String.join(",", methods));
      response.setHeader("Access-Control-Allow-Headers", headers(request));
      response.setHeader("Access-Control-Max-Age", Long.toString(maxAgeSeconds));
    }
    if (errors.isEmpty()) {
      write(response, HttpServletResponse.SC_OK, "null");
    } else {
      response.setHeader("Cache-Control", "no-cache");
      String all = String.join(",", errors);
      write(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "{\"status\":\"error\",\"errors\":[" + all + "]}");
    }
  }

  private List<String> errors(@Nullable String origin, @Nullable String method) {
    List<String> errors = new ArrayList<>();
    if (origin == null) {
      errors.add(error(Rules.ORIGIN, MANDATORY));
    }
    if (method == null) {
      errors.add(error(METHOD, MANDATORY));
    } else if (origin != null && !methods.contains(method)) {
      errors.add(error(METHOD, "Method not allowed"));
    }
    return errors;
  }

  private static String error(String header, String description) {
    return "{\"location\":\"header\",\"name\":\""
        + header
        + "\",\"description\":\""
        + description
        + "\"}";
  }

  private static String headers(HttpServletRequest request) {
    String requested = request.getHeader("Access-Control-Request-Headers");
    if (requested == null) {
      return "";
    }
    List<String> names = new ArrayList<>();
    for (String name : requested.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return String.join(",", names);
  }

  private static void write(HttpServletResponse response, int status, String json)
      throws IOException {
    byte[] body = json.getBytes(UTF_8);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
