package dev.weft.web.view;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** What an endpoint is called with. For the thread that answers. */
public final class Call {
  private final HttpServletRequest request;
  private final BooleanSupplier authenticated;

  /**
   * Of that request.
   *
   * @param authenticated whether the caller knows the secret
   */
  public Call(HttpServletRequest request, boolean authenticated) {
    this(request, () -> authenticated);
  }

  /** Of that request; whether its caller knows the secret is found out when it is asked. */
  public Call(HttpServletRequest request, Access access) {
    this(request, () -> access.authenticated(request));
  }

  private Call(HttpServletRequest request, BooleanSupplier authenticated) {
    this.request = requireNonNull(request, "request");
    this.authenticated = authenticated;
  }

  /** Whether the caller knows the secret; also told at routes that are open to all. */
  public boolean authenticated() {
    return authenticated.getAsBoolean();
  }

  /** A parameter of the query or of a posted form; empty when it is absent. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParameter(name));
  }

  /**
   * A parameter that has to be there.
   *
   * @throws HttpError 400 when it is absent
   */
  public String required(String name) {
    return parameter(name)
        .orElseThrow(() -> new HttpError(400, "the parameter " + name + " is missing"));
  }

  /**
   * A whole number; empty when it is absent.
   *
   * @throws HttpError 400 when it is something else
   */
  public OptionalInt number(String name) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get().trim()));
    } catch (NumberFormatException other) {
      throw new HttpError(
          400, "the parameter " + name + " has to be a whole number, not \"" + text.get() + '"');
    }
  }

  /** The request itself, for what is not covered here. */
  public HttpServletRequest request() {
    return request;
  }
}
