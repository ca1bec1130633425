package dev.weft.web.error;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes back what was said of a content that is not sent, and keeps the rest: cookies, rules for
 * other origins, and what filters outside added.
 */
final class KeptHeaders {
  // The servlet API can set headers, and take back all, but not one.
  private static final Set<String> OF_CONTENT =
      Set.of(
          "content-type",
          "content-length",
          "content-encoding",
          "content-language",
          "content-range",
          "content-disposition",
          "content-location",
          "content-md5",
          "accept-ranges",
          "transfer-encoding",
          "trailer",
          "location",
          "etag",
          "last-modified",
          "expires",
          "cache-control",
          "pragma");

  private KeptHeaders() {}

  static void reset(HttpServletResponse response) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (String name : response.getHeaderNames()) {
      if (!OF_CONTENT.contains(name.toLowerCase(Locale.ROOT))) {
        kept.put(name, new ArrayList<>(response.getHeaders(name)));
      }
    }
    response.reset();
    kept.forEach((name, values) -> {
      // What a reset keeps by itself must not come twice.
      if (!response.containsHeader(name)) {
        values.forEach(value -> response.addHeader(name, value));
      }
    });
  }
}
