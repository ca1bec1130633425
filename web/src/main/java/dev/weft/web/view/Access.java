package dev.weft.web.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what not everybody may: whoever knows the secret. It is told by the parameter {@code
 * secret} of the query or of a posted form, else by the header {@code X-API-Key}, else by the
 * cookie {@code C2C_SECRET}; the first that is there decides alone. Whoever told it gets the
 * cookie, for seven days; the empty secret takes it away.
 *
 * <p>Comparisons take the same time whatever is wrong. For an application's own views too. Usable
 * from any thread.
 */
public final class Access {
  /** The cookie's name. */
  public static final String COOKIE = "C2C_SECRET";

  private static final String PARAMETER = "secret";
  private static final String HEADER = "X-API-Key";
  private static final String ATTRIBUTE = "dev.weft.web.access";
  private static final int FORBIDDEN = 403;
  private static final Access CLOSED = new Access(null);

  private final byte @Nullable [] expected;
  private final @Nullable SecretCookie cookie;

  private Access(@Nullable SecretCookie cookie) {
    this.expected = cookie == null ? null : cookie.secretHash();
    this.cookie = cookie;
  }

  /** Where no secret was configured: nobody knows it, whatever is sent. */
  public static Access closed() {
    return CLOSED;
  }

  /**
   * For those who know that secret.
   *
   * @param signed whether the cookie is an expiry with a signature, which Python's instances do not
   *     understand, in place of the secret's hash; both are accepted
   */
  public static Access knowing(String secret, boolean signed) {
    requireNonNull(secret, "secret");
    return secret.isEmpty()
        ? CLOSED
        : new Access(new SecretCookie(secret, signed, Clock.systemUTC()));
  }

  /** Of the application: what {@code Ops} was configured with; closed where it is not installed. */
  public static Access of(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof Access access ? access : CLOSED;
  }

  /** Makes it the application's. */
  public void installIn(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /** Whether anybody can know the secret, since there is one. */
  public boolean possible() {
    return cookie != null;
  }

  /** Whether the caller knows the secret. Changes nothing. */
  public boolean authenticated(HttpServletRequest request) {
    SecretCookie known = cookie;
    if (known == null) {
      return false;
    }
    Optional<String> told = told(request);
    return told.isPresent()
        ? isSecret(told.get())
        : cookie(request).filter(known::valid).isPresent();
  }

  /**
   * Gives whoever knows the secret the cookie, for another seven days, and takes it from whoever
   * told the empty one.
   */
  public void remember(HttpServletRequest request, HttpServletResponse response) {
    SecretCookie known = cookie;
    if (known == null) {
      return;
    }
    if (told(request).filter(String::isEmpty).isPresent()) {
      response.addHeader("Set-Cookie", SecretCookie.deletion());
    } else if (authenticated(request)) {
      response.addHeader("Set-Cookie", known.header(request.isSecure()));
    }
  }

  /** The same as {@link #authenticated} and {@link #remember}: c2cwsgiutils' {@code is_auth}. */
  public boolean check(HttpServletRequest request, HttpServletResponse response) {
    remember(request, response);
    return authenticated(request);
  }

  /**
   * Lets only those pass who know the secret: c2cwsgiutils' {@code auth_view}.
   *
   * @throws HttpError 403
   */
  public void require(HttpServletRequest request, HttpServletResponse response) {
    if (!authenticated(request)) {
      throw refused();
    }
    remember(request, response);
  }

  static HttpError refused() {
    return new HttpError(
        FORBIDDEN, "Missing or invalid secret (parameter, X-API-Key header or cookie)");
  }

  private boolean isSecret(String told) {
    // Of the hashes, so that not even the length shows.
    return MessageDigest.isEqual(expected, SecretCookie.hash(told.getBytes(UTF_8)));
  }

  private static Optional<String> told(HttpServletRequest request) {
    String secret = parameter(request);
    return Optional.ofNullable(secret == null ? request.getHeader(HEADER) : secret);
  }

  private static @Nullable String parameter(HttpServletRequest request) {
    try {
      return request.getParameter(PARAMETER);
    } catch (RuntimeException unreadable) {
      // A query or a form that is none tells no secret.
      return null;
    }
  }

  private static Optional<String> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie each : cookies) {
        if (each.getName().equals(COOKIE)) {
          return Optional.of(each.getValue());
        }
      }
    }
    return Optional.empty();
  }
}
