package dev.weft.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Another service, for tests of clients: on a free port of the loopback it answers 200, at {@code
 * /status/N} that status, at {@code /redirect} with a redirection to {@code /end}, and at {@code
 * /never} not before it is closed.
 *
 * <p>Usable from any thread.
 */
public final class HttpService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Headers> seen = new CopyOnWriteArrayList<>();

  /** Starts it. */
  public HttpService() throws IOException {
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

  /** The address of a path. */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The headers of the requests, in the order in which they came. */
  public List<Map<String, List<String>>> seen() {
    return List.copyOf(seen);
  }

  /** A header of the first request, whatever the case of its name; null when it had none. */
  public @Nullable String first(String header) {
    return seen.get(0).getFirst(header);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
