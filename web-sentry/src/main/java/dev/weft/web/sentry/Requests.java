package dev.weft.web.sentry;

import dev.weft.capture.Capture;
import io.sentry.protocol.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Sentry is told of a request. */
final class Requests {
  private static final String MASK = "***";

  private Requests() {}

  /** Address, method and headers, with what is secret by its name masked. */
  static Request of(HttpServletRequest request) {
    Request told = new Request();
    told.setMethod(request.getMethod());
    told.setUrl(request.getRequestURL().toString());
    told.setQueryString(withoutSecrets(request.getQueryString()));
    Map<String, String> headers = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, shown(name, request.getHeader(name)));
    }
    told.setHeaders(headers);
    return told;
  }

  private static String shown(String name, String value) {
    return Capture.DEFAULT.isSecret(name) || name.equalsIgnoreCase("X-API-Key") ? MASK : value;
  }

  private static @Nullable String withoutSecrets(@Nullable String query) {
    if (query == null) {
      return null;
    }
    StringBuilder shown = new StringBuilder();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      boolean secret = equals > 0 && Capture.DEFAULT.isSecret(part.substring(0, equals));
      shown.append(shown.length() == 0 ? "" : "&");
      shown.append(secret ? part.substring(0, equals + 1) + MASK : part);
    }
    return shown.toString();
  }
}
