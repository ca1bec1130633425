package dev.weft.daemon.http;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.QueryException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a request gets no answer: its status, and what the caller is told. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final String message;
  private final transient Map<String, String> headers;
  private final transient @Nullable QueryException query;

  private Refused(
      int status,
      String error,
      String message,
      Map<String, String> headers,
      @Nullable QueryException query) {
    super(message, null, false, false);
    this.status = status;
    this.error = error;
    this.message = requireNonNull(message, "message");
    this.headers = headers;
    this.query = query;
  }

  static Refused parameter(String message) {
    return new Refused(400, "parameter", message, Map.of(), null);
  }

  static Refused query(QueryException wrong) {
    return new Refused(400, "query", wrong.problem(), Map.of(), wrong);
  }

  static Refused query(String message) {
    return new Refused(400, "query", message, Map.of(), null);
  }

  static Refused noToken(String message) {
    Map<String, String> challenge = Map.of("WWW-Authenticate", "Bearer realm=\"weft\"");
    return new Refused(401, "forbidden", message, challenge, null);
  }

  static Refused forbidden(String message) {
    return new Refused(403, "forbidden", message, Map.of(), null);
  }

  static Refused notFound(String message) {
    return new Refused(404, "not-found", message, Map.of(), null);
  }

  static Refused method(String method, String path, String allowed) {
    return new Refused(
        405,
        "parameter",
        path + " does not take " + method + "; it takes " + allowed,
        Map.of("Allow", allowed),
        null);
  }

  static Refused tooLarge(String message) {
    return new Refused(413, "parameter", message, Map.of(), null);
  }

  static Refused mediaType(String message) {
    return new Refused(415, "parameter", message, Map.of(), null);
  }

  static Refused unavailable(String message) {
    return new Refused(503, "unavailable", message, Map.of(), null);
  }

  static Refused busy(String message) {
    return new Refused(503, "unavailable", message, Map.of("Retry-After", "1"), null);
  }

  /** Nobody reads this; the status, which nginx gives it too, is for the counter of requests. */
  static Refused left() {
    return new Refused(499, "left", "whoever asked has closed the connection", Map.of(), null);
  }

  static Refused internal() {
    return new Refused(
        500, "internal", "a fault in the collector; its log says more", Map.of(), null);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers == null ? Map.of() : headers;
  }

  byte[] body() {
    return body(error, message, query);
  }

  /** What a caller is told who asked wrongly. */
  static byte[] body(String error, String message, @Nullable QueryException query) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("error").text(error).name("message").text(message);
    if (query != null) {
      json.name("pos").number(query.position()).name("expected").beginArray();
      query.expected().forEach(json::text);
      json.endArray();
      query.fix().ifPresent(fix -> json.name("fix").text(fix));
    }
    return json.endObject().toBytes();
  }
}
