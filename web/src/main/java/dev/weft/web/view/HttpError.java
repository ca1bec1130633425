package dev.weft.web.view;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * An answer of another status, thrown by whoever finds that out: 4xx and 5xx become {@code
 * {"message": …, "status": …}}, 2xx and 3xx pass as they are. Without a stack trace, since none is
 * shown.
 */
public final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Map<String, String> headers;

  /** With that status and detail. */
  public HttpError(int status, String detail) {
    this(status, detail, Map.of());
  }

  /** With more headers, such as {@code WWW-Authenticate} or {@code Location}. */
  public HttpError(int status, String detail, Map<String, String> headers) {
    super(requireNonNull(detail, "detail"), null, false, false);
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: expected 200 to 599, got " + status);
    }
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }
}
