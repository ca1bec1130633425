package dev.weft.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;

/**
 * Addresses as they may stand in a log: without the secret that their query may tell. Usable from
 * any thread.
 */
public final class LoggedUrl {
  private static final String SECRET = "secret";

  private LoggedUrl() {}

  /** Of that request, whole. */
  public static String of(HttpServletRequest request) {
    String query = request.getQueryString();
    String url = request.getRequestURL().toString();
    return query == null ? url : url + '?' + hidden(query);
  }

  /** Of that text, such as a {@code Referer}. */
  public static String of(String url) {
    int question = url.indexOf('?');
    return question < 0
        ? url
        : url.substring(0, question + 1) + hidden(url.substring(question + 1));
  }

  private static String hidden(String query) {
    StringBuilder shown = new StringBuilder(query.length());
    int from = 0;
    while (from <= query.length()) {
      int end = query.indexOf('&', from);
      int to = end < 0 ? query.length() : end;
      parameter(query.substring(from, to), shown);
      if (end >= 0) {
        shown.append('&');
      }
      from = to + 1;
    }
    return shown.toString();
  }

  private static void parameter(String parameter, StringBuilder shown) {
    int equals = parameter.indexOf('=');
    if (equals >= 0 && isSecret(parameter.substring(0, equals))) {
      shown.append(parameter, 0, equals + 1).append("***");
    } else {
      shown.append(parameter);
    }
  }

  private static boolean isSecret(String name) {
    try {
      // The container reads %73ecret as that name too.
      return URLDecoder.decode(name, UTF_8).strip().equalsIgnoreCase(SECRET);
    } catch (IllegalArgumentException undecodable) {
      return false;
    }
  }
}
