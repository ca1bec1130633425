package dev.weft.web.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an endpoint replies. Immutable. */
public final class Reply {
  private static final String JSON = "application/json";

  private final int status;
  private final @Nullable String contentType;
  private final @Nullable Object content;
  private final Map<String, String> headers;

  private Reply(
      int status,
      @Nullable String contentType,
      @Nullable Object content,
      Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.content = content;
    this.headers = headers;
  }

  /** A JSON value, sorted and indented, with status 200. */
  public static Reply json(@Nullable Object value) {
    return json(200, value);
  }

  /** A JSON value, sorted and indented; written when the reply is. */
  public static Reply json(int status, @Nullable Object value) {
    return new Reply(status, JSON, value, Map.of());
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
    return new Reply(status, contentType, content, Map.copyOf(more));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The type of the body; null without one. */
  public @Nullable String contentType() {
    return contentType;
  }

  /** Whether the body is made of a value, and not what the endpoint wrote itself. */
  public boolean rendered() {
    return !(content instanceof byte[]);
  }

  /** The body; a JSON value with all characters as they are. */
  public byte[] body() {
    return body(PrettyJson.UTF8);
  }

  /** The body, a JSON value in that form. */
  public byte[] body(PrettyJson form) {
    return content instanceof byte[] octets ? octets.clone() : form.text(content).getBytes(UTF_8);
  }

  /** Headers beside those that all endpoints send. */
  public Map<String, String> headers() {
    return headers;
  }
}
