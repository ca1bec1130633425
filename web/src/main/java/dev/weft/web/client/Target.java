package dev.weft.web.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a call goes, without what is nobody's business. */
record Target(String scheme, String host, int port, String path) {
  private static final String MASK = "***";
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|pwd|token|secret|authorization|cookie|credential|api[-_]?key|signature"
              + "|^(key|sig|auth|code|session|sid)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PORT = Pattern.compile("(.*?)(?::(\\d{1,5}))?");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  static Target of(URI address) {
    String scheme = address.getScheme() == null ? "http" : address.getScheme();
    Matcher place = PORT.matcher(withoutUser(address.getRawAuthority()));
    String host = place.matches() ? place.group(1) : "";
    String port = place.group(2);
    return new Target(
        scheme.toLowerCase(Locale.ROOT),
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
        port == null ? standardPort(scheme) : Integer.parseInt(port),
        address.getRawPath() == null ? "" : address.getRawPath());
  }

  // From the authority and not from the host, which URI has for names without underscores only.
  private static String withoutUser(@Nullable String authority) {
    return authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static int standardPort(String scheme) {
    return scheme.equalsIgnoreCase("https") ? HTTPS : HTTP;
  }

  /** The address as far as it is few: without the query. */
  String text() {
    String shown = host.indexOf(':') < 0 ? host : '[' + host + ']';
    return scheme + "://" + shown + (port == standardPort(scheme) ? "" : ":" + port) + path;
  }

  /** The whole address for a log, without user and with its secrets masked. */
  static String logged(URI address) {
    String query = address.getRawQuery();
    String text = of(address).text();
    return query == null ? text : text + '?' + masked(query);
  }

  private static String masked(String query) {
    StringBuilder text = new StringBuilder();
    for (String parameter : query.split("&", -1)) {
      int value = parameter.indexOf('=') + 1;
      boolean secret =
          value > 0 && SECRET.matcher(decoded(parameter.substring(0, value - 1))).find();
      text.append(text.isEmpty() ? "" : "&")
          .append(secret ? parameter.substring(0, value) + MASK : parameter);
    }
    return text.toString();
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return name;
    }
  }
}
