package dev.weft.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as a proxy describes it. Filled by one thread, then only read. */
final class ForwardedRequest extends HttpServletRequestWrapper {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Map<String, List<String>> replaced = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();
  private @Nullable String localName;
  private @Nullable String client;
  private @Nullable String scheme;
  private @Nullable String server;
  private int port = -1;

  ForwardedRequest(HttpServletRequest request) {
    super(request);
  }

  void localName(String name) {
    localName = name;
  }

  void scheme(String name) {
    scheme = name.toLowerCase(Locale.ROOT);
  }

  /** An address, with brackets and a port as RFC 7239 writes them, or without. */
  void client(String address) {
    int bracket = address.indexOf(']');
    if (address.startsWith("[") && bracket > 0) {
      client = address.substring(1, bracket);
    } else if (address.indexOf(':') == address.lastIndexOf(':') && address.indexOf(':') > 0) {
      client = address.substring(0, address.indexOf(':'));
    } else {
      client = address;
    }
  }

  void host(String host) {
    replace("Host", host);
    int colon = host.lastIndexOf(':');
    // Not those of an IPv6 address.
    boolean withPort = colon > host.lastIndexOf(']');
    server = withPort ? host.substring(0, colon) : host;
    port = withPort ? port(host.substring(colon + 1)) : 0;
  }

  private static int port(String digits) {
    try {
      return Math.max(0, Integer.parseInt(digits));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  void replace(String name, @Nullable String value) {
    if (value != null) {
      replaced.put(name.toLowerCase(Locale.ROOT), List.of(value));
    }
  }

  /** Shows a header, where it is there, as {@code Original-<name>} only. */
  void rename(String name) {
    List<String> values = Collections.list(super.getHeaders(name));
    if (!values.isEmpty()) {
      removed.add(name.toLowerCase(Locale.ROOT));
      replaced.put("original-" + name.toLowerCase(Locale.ROOT), values);
    }
  }

  @Override
  public @Nullable String getHeader(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    List<String> values = replaced.get(key);
    if (values != null) {
      return values.get(0);
    }
    return removed.contains(key) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    List<String> values = replaced.get(key);
    if (values != null) {
      return Collections.enumeration(values);
    }
    return removed.contains(key) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = new LinkedHashSet<>();
    Set<String> known = new HashSet<>();
    for (String name : Collections.list(super.getHeaderNames())) {
      String key = name.toLowerCase(Locale.ROOT);
      if (!removed.contains(key) && known.add(key)) {
        names.add(name);
      }
    }
    for (String name : replaced.keySet()) {
      if (known.add(name)) {
        names.add(titled(name));
      }
    }
    return Collections.enumeration(names);
  }

  private static String titled(String name) {
    var title = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      if (i == 0 || name.charAt(i - 1) == '-') {
        title.setCharAt(i, Character.toUpperCase(name.charAt(i)));
      }
    }
    return title.toString();
  }

  @Override
  public String getScheme() {
    return scheme == null ? super.getScheme() : scheme;
  }

  @Override
  public boolean isSecure() {
    return scheme == null ? super.isSecure() : scheme.equals("https");
  }

  @Override
  public String getServerName() {
    return server == null ? super.getServerName() : server;
  }

  @Override
  public int getServerPort() {
    if (port > 0) {
      return port;
    }
    boolean told = port == 0 || (scheme != null && !hostHasPort());
    return told ? (isSecure() ? HTTPS_PORT : HTTP_PORT) : super.getServerPort();
  }

  private boolean hostHasPort() {
    String host = super.getHeader("Host");
    return host != null && host.lastIndexOf(':') > host.lastIndexOf(']');
  }

  @Override
  public String getLocalName() {
    return localName == null ? super.getLocalName() : localName;
  }

  @Override
  public String getRemoteAddr() {
    return client == null ? super.getRemoteAddr() : client;
  }

  @Override
  public String getRemoteHost() {
    return client == null ? super.getRemoteHost() : client;
  }

  @Override
  public StringBuffer getRequestURL() {
    int usual = isSecure() ? HTTPS_PORT : HTTP_PORT;
    boolean plain = getServerPort() == usual;
    StringBuffer url = new StringBuffer(getScheme()).append("://").append(getServerName());
    return (plain ? url : url.append(':').append(getServerPort())).append(getRequestURI());
  }
}
