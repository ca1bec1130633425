package dev.weft.web.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an endpoint replies. Immutable. */
public final class Reply {
  private final int status;
  private final @Nullable String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  private Reply(
      int status, @Nullable String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  /** A JSON value, sorted and indented, with status 200. */
  public static Reply json(@Nullable Object value) {
    return json(200, value);
  }

  /** A JSON value, sorted and indented. */
  public static Reply json(int status, @Nullable Object value) {
    return new Reply(
        status, "application/json", PrettyJson.UTF8.text(value).getBytes(UTF_8), Map.of());
  }

  /** A text of that type, in UTF-8, with status 200. */
  public static Reply text(String contentType, String text) {
    return new Reply(
        200, requireNonNull(contentType, "contentType"), text.getBytes(UTF_8), Map.of());
  }

  /** Without a body. */
  public static Reply empty(int status) {
    return new Reply(status, null, new byte[0], Map.of());
  }

  /** The same with one more header. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, Map.copyOf(more));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The type of the body; null without one. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** The body. */
  public byte[] body() {
    return body.clone();
  }

  /** Headers beside those that all endpoints send. */
  public Map<String, String> headers() {
    return headers;
  }
}
