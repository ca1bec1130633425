package dev.weft.web.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lets pages of all origins read failures, where nobody has rules of their own. */
public final class CrudeCors {
  /** A request's attribute that says that somebody has rules of their own for other origins. */
  public static final String OWN_RULES = "dev.weft.web.cors";

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  private CrudeCors() {}

  static void unlessSaid(HttpServletRequest request, HttpServletResponse response) {
    if (!response.containsHeader(ALLOW_ORIGIN)) {
      on(request, response);
    }
  }

  static void on(HttpServletRequest request, HttpServletResponse response) {
    String requested = request.getHeader("Access-Control-Request-Method");
    Set<String> methods = new LinkedHashSet<>();
    methods.add(requested == null ? request.getMethod() : requested);
    methods.addAll(List.of("OPTIONS", "HEAD"));
    response.setHeader(ALLOW_ORIGIN, "*");
    response.setHeader("Access-Control-Allow-Methods", String.join(",", methods));
    response.setHeader("Access-Control-Allow-Headers", "session-id");
    response.setHeader("Access-Control-Max-Age", "86400");
  }
}
