package dev.weft.daemon.http;

import dev.weft.event.codec.JsonWriter;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Used by one thread at a time. */
final class Exchange {
  private static final String JSON = "application/json";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Target target;

  Exchange(Request request, Response response, Callback callback, Target target) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.target = target;
  }

  Request request() {
    return request;
  }

  Response response() {
    return response;
  }

  Callback callback() {
    return callback;
  }

  Target target() {
    return target;
  }

  String path() {
    return target.path();
  }

  String method() {
    return request.getMethod();
  }

  @Nullable String parameter(String name) {
    return target.parameters().get(name);
  }

  @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  @Nullable String cookie(String name) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Whether something was answered already. */
  boolean answered() {
    return response.isCommitted();
  }

  /** Whether the caller has closed the connection; asked by any thread while it is answered. */
  boolean left() {
    return Departure.of(request.getConnectionMetaData().getConnection().getEndPoint());
  }

  void json(int status, JsonWriter json) {
    answer(status, JSON, json.toBytes());
  }

  void refuse(Refused refused) {
    refused.headers().forEach(this::header);
    answer(refused.status(), JSON, refused.body());
  }

  /** Answers with a body, compressed where the caller takes it and it is worth it. */
  void answer(int status, String type, byte[] body) {
    Compression compression =
        body.length < Compression.LEAST
            ? Compression.NONE
            : Compression.accepted(header("Accept-Encoding"));
    header("Vary", "Accept-Encoding, Accept");
    answer(
        status,
        type,
        compression,
        compression == Compression.NONE ? body : compression.apply(body));
  }

  /** Answers with a body that is compressed already. */
  void answer(int status, String type, Compression compression, byte[] body) {
    HttpFields.Mutable headers = response.getHeaders();
    response.setStatus(status);
    headers.put(HttpHeader.CONTENT_TYPE, type);
    if (compression != Compression.NONE) {
      headers.put(HttpHeader.CONTENT_ENCODING, compression.spelled());
    }
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    double millis = (System.nanoTime() - request.getBeginNanoTime()) / 1e6;
    String timing = String.format(Locale.ROOT, "total;dur=%.1f", millis);
    String before = headers.get("Server-Timing");
    headers.put("Server-Timing", before == null ? timing : before + ", " + timing);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Answers without a body. */
  void answer(int status) {
    response.setStatus(status);
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  /** Notes how long a part of the work took, for whoever looks at the answer's headers. */
  void timing(String part, long nanos) {
    header(
        "Server-Timing",
        String.format(
            Locale.ROOT, "%s;dur=%.1f", part, (double) nanos / TimeUnit.MILLISECONDS.toNanos(1)));
  }
}
