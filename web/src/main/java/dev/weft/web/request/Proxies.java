package dev.weft.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a request as the first proxy saw it: by {@code Forwarded}, which wins whatever it says,
 * else by the {@code X-Forwarded-…} headers. What was used is renamed to {@code Original-…}.
 * Immutable, usable from any thread.
 */
final class Proxies {
  private static final String FORWARDED = "Forwarded";
  private static final String SERVER = "X-Forwarded-Server";
  private static final String HOST = "X-Forwarded-Host";
  private static final String CLIENT = "X-Forwarded-For";
  private static final String SCHEME = "X-Forwarded-Scheme";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String[] OTHERS = {SERVER, HOST, CLIENT, SCHEME, PROTO};

  private final TrustedProxies trusted;

  Proxies(TrustedProxies trusted) {
    this.trusted = trusted;
  }

  /**
   * The request as the first proxy saw it; the same where none is known or it is not trusted.
   *
   * @param peer who sent it; null where the container does not say
   */
  HttpServletRequest seen(HttpServletRequest request, @Nullable String peer) {
    // Asked first: of who is no proxy no header is looked up, and there are six to look for.
    if (!trusted.include(peer)) {
      return request;
    }
    String forwarded = request.getHeader(FORWARDED);
    if (forwarded == null && !hasOthers(request)) {
      return request;
    }
    ForwardedRequest seen = new ForwardedRequest(request);
    if (forwarded == null) {
      others(request, seen);
    } else {
      forwarded(request, forwarded, seen);
    }
    for (String name : OTHERS) {
      seen.rename(name);
    }
    return seen;
  }

  private static boolean hasOthers(HttpServletRequest request) {
    for (String name : OTHERS) {
      if (request.getHeader(name) != null) {
        return true;
      }
    }
    return false;
  }

  private static void forwarded(HttpServletRequest request, String header, ForwardedRequest seen) {
    Map<String, String> element = ForwardedElement.parameters(header);
    String host = element.get("host");
    if (host != null && isHost(host)) {
      seen.replace("Original-Host", request.getHeader("Host"));
    }
    server(element.get("by"), seen);
    client(element.get("for"), seen);
    host(host, seen);
    scheme(element.get("proto"), seen);
    seen.rename(FORWARDED);
  }

  private static void others(HttpServletRequest request, ForwardedRequest seen) {
    String server = first(request.getHeader(SERVER));
    server(server, seen);
    host(server, seen);
    host(first(request.getHeader(HOST)), seen);
    client(first(request.getHeader(CLIENT)), seen);
    String scheme = request.getHeader(SCHEME);
    scheme(first(scheme == null ? request.getHeader(PROTO) : scheme), seen);
  }

  private static @Nullable String first(@Nullable String list) {
    int comma = list == null ? -1 : list.indexOf(',');
    return list == null ? null : (comma < 0 ? list : list.substring(0, comma)).strip();
  }

  private static void server(@Nullable String name, ForwardedRequest seen) {
    if (name != null && !name.isEmpty()) {
      seen.localName(name);
    }
  }

  private static void client(@Nullable String address, ForwardedRequest seen) {
    if (address != null && !address.isEmpty()) {
      seen.client(address);
    }
  }

  private static void host(@Nullable String host, ForwardedRequest seen) {
    if (host != null && isHost(host)) {
      seen.host(host);
    }
  }

  private static void scheme(@Nullable String scheme, ForwardedRequest seen) {
    if (scheme != null && isScheme(scheme)) {
      seen.scheme(scheme);
    }
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && ".-_:[]".indexOf(c) < 0) {
        return false;
      }
    }
    return !host.isEmpty();
  }

  private static boolean isScheme(String scheme) {
    for (int i = 0; i < scheme.length(); i++) {
      char c = scheme.charAt(i);
      if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return !scheme.isEmpty();
  }
}
