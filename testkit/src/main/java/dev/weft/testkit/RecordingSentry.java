package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.event.codec.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * A Sentry of our own on a free port of the loopback: takes envelopes, compressed or not, and keeps
 * their events. Usable from any thread.
 */
public final class RecordingSentry implements AutoCloseable {
  private final HttpServer server;
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();

  /** One that listens. */
  public RecordingSentry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/7/envelope/", this::take);
    server.start();
  }

  /** Its address, as programs are told it. */
  public String url() {
    return "http://key@127.0.0.1:" + server.getAddress().getPort() + "/7";
  }

  /** The events so far. */
  public List<Map<String, Object>> events() {
    return List.copyOf(events);
  }

  /** The one event, once it is there. */
  public Map<String, Object> onlyEvent() {
    await().until(() -> !events.isEmpty());
    if (events.size() > 1) {
      throw new AssertionError("expected one event, got " + events);
    }
    return events.get(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange);
    items(body).forEach(events::add);
    byte[] answer = "{}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return sent;
    }
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return plain.readAllBytes();
    }
  }

  /** The events of an envelope: a line about itself, then each item's own line and its bytes. */
  private static List<Map<String, Object>> items(byte[] envelope) {
    List<Map<String, Object>> found = new ArrayList<>();
    int at = endOfLine(envelope, 0) + 1;
    while (at < envelope.length) {
      int end = endOfLine(envelope, at);
      Map<String, Object> header = JsonReader.readObject(envelope, at, end);
      int length = ((Number) requireNonNull(header.get("length"), "length")).intValue();
      if ("event".equals(header.get("type"))) {
        byte[] event = Arrays.copyOfRange(envelope, end + 1, end + 1 + length);
        found.add(JsonReader.readObject(event, 0, event.length));
      }
      at = end + 1 + length + 1;
    }
    return found;
  }

  private static int endOfLine(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Listens no longer. */
  @Override
  public void close() {
    server.stop(0);
  }
}
