package dev.weft.cli.show;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Answers what it was told to, over real HTTP on a free loopback port, and notes what was asked.
 */
final class FakeCollector implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Queue<Response>> answers = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> received = new CopyOnWriteArrayList<>();
  final List<String> headers = new CopyOnWriteArrayList<>();

  private record Response(int status, Map<String, String> headers, String body) {}

  FakeCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next answer for that path; the last one told stays. */
  FakeCollector on(String path, String body) {
    return on(path, 200, Map.of(), body);
  }

  FakeCollector on(String path, int status, Map<String, String> headers, String body) {
    answers
        .computeIfAbsent("/api/v1" + path, unused -> new ConcurrentLinkedQueue<>())
        .add(new Response(status, headers, body));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8).substring(7));
    headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body));
        received.add(new String(plain.readAllBytes(), UTF_8));
      }
      Queue<Response> told = answers.get(exchange.getRequestURI().getPath());
      Response response =
          told == null
              ? new Response(404, Map.of(), "nothing here")
              : told.size() > 1 ? told.remove() : told.element();
      response.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = response.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
