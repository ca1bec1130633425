package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.daemon.config.HttpSettings;
import dev.weft.daemon.config.Right;
import dev.weft.daemon.config.Token;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may. Immutable, usable from any thread.
 *
 * <h2>Names</h2>
 *
 * A page of another site can make a browser call this machine by a name of its own whose address it
 * changes meanwhile. So the name that a browser calls has to be one of ours; an address is always
 * one, since nobody else's page can have it as its own.
 *
 * <h2>Origins</h2>
 *
 * A page of another site can make a browser send requests here, with the cookie. So who says where
 * it comes from has to come from here.
 */
final class Gate {
  private static final String BEARER = "bearer ";

  private final List<Token> tokens;
  private final Set<String> names = new HashSet<>();

  Gate(HttpSettings settings) {
    tokens = settings.tokens();
    names.add("localhost");
    settings.hosts().forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
    settings.listen().ifPresent(this::addOwn);
  }

  private void addOwn(HttpSettings.Listen listen) {
    if (!listen.host().isEmpty()) {
      names.add(listen.host().toLowerCase(Locale.ROOT));
    }
    if (!listen.loopback()) {
      try {
        names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
      } catch (UnknownHostException nameless) {
        // Then it can be called by its address.
      }
    }
  }

  /** Lets a request in that was meant for this collector, by nobody else's page. */
  void admit(Exchange exchange) throws Refused {
    String host = exchange.header("Host");
    if (host == null || !known(host)) {
      throw Refused.forbidden(
          "this collector is not called \""
              + host
              + "\"; add the name to \"hosts\" under \"http\" of its configuration");
    }
    String origin = exchange.header("Origin");
    if (origin != null && !sameOrigin(origin, host)) {
      throw Refused.forbidden("a page of " + origin + " may not use this collector");
    }
    String site = exchange.header("Sec-Fetch-Site");
    if ("cross-site".equals(site) && !"navigate".equals(exchange.header("Sec-Fetch-Mode"))) {
      throw Refused.forbidden("a page of another site may not use this collector");
    }
  }

  private boolean known(String authority) {
    String name = name(authority).toLowerCase(Locale.ROOT);
    return names.contains(name) || name.endsWith(".localhost") || isAddress(name);
  }

  private static String name(String authority) {
    int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    return end > 0 ? authority.substring(0, end) : authority;
  }

  private static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.matches("\\[[0-9a-f:.]+]");
  }

  private static boolean sameOrigin(String origin, String host) {
    int scheme = origin.indexOf("://");
    if (scheme < 0) {
      return false;
    }
    String usual = origin.startsWith("https:") ? ":443" : ":80";
    return withPort(origin.substring(scheme + 3), usual).equalsIgnoreCase(withPort(host, usual));
  }

  private static String withPort(String authority, String usual) {
    return name(authority).length() == authority.length() ? authority + usual : authority;
  }

  /** Lets a caller in who has that right. */
  void demand(Exchange exchange, Right wanted) throws Refused {
    Right right = right(exchange);
    if (right == null) {
      throw Refused.noToken(
          given(exchange) == null
              ? "a token is needed: send \"Authorization: Bearer TOKEN\", or open the page once"
                  + " with ?token=TOKEN"
              : "that is no token of this collector");
    }
    if (!right.includes(wanted)) {
      throw Refused.forbidden(
          "this needs a token with the right \""
              + wanted.spelled()
              + "\"; yours has \""
              + right.spelled()
              + "\"");
    }
  }

  /** What the caller may do; null for nothing. */
  @Nullable Right right(Exchange exchange) {
    if (tokens.isEmpty()) {
      return Right.ADMIN;
    }
    String given = given(exchange);
    return given == null ? null : token(given).map(Token::right).orElse(null);
  }

  /** The token of that secret; takes as long for every text. */
  Optional<Token> token(String secret) {
    Token found = null;
    for (Token token : tokens) {
      if (token.matches(secret)) {
        found = token;
      }
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable String given(Exchange exchange) {
    String authorization = exchange.header("Authorization");
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? authorization.substring(BEARER.length()).strip()
          : "";
    }
    String cookie = exchange.cookie(cookieName(exchange));
    return cookie == null ? null : decoded(cookie);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException notOurs) {
      return value;
    }
  }

  /** Cookies do not tell ports apart, and two collectors may share a machine. */
  static String cookieName(Exchange exchange) {
    return "weft-" + Request.getLocalPort(exchange.request());
  }

  /** Whether tokens are needed at all. */
  boolean guarded() {
    return !tokens.isEmpty();
  }
}
