package dev.weft.web.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Another service, on a free port: answers 200, at {@code /status/N} that status, at {@code
 * /redirect} with one, and at {@code /never} not before it is closed.
 */
final class OtherService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Headers> seen = new CopyOnWriteArrayList<>();

  OtherService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(exchange.getRequestHeaders());
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/never")) {
        closing.await();
      }
      if (path.equals("/redirect")) {
        exchange.getResponseHeaders().add("Location", at("/end").toString());
      }
      exchange.sendResponseHeaders(status(path), -1);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private static int status(String path) {
    if (path.startsWith("/status/")) {
      return Integer.parseInt(path.substring("/status/".length()));
    }
    return path.equals("/redirect") ? 302 : 200;
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The headers of the requests, in the order in which they came. */
  List<Headers> seen() {
    return seen;
  }

  String first(String header) {
    return seen.get(0).getFirst(header);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
