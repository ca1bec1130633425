package dev.weft.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.TraceContext;
import dev.weft.Weft;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * What the demo's Java processes share: an HTTP server whose requests carry a task in, and calls
 * that carry one out.
 */
final class Service {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Service() {}

  /** The work of a request. */
  @FunctionalInterface
  interface Work {
    String on(String order) throws IOException;
  }

  /** Starts Weft for a process of that name. */
  static void observe(String name, String collector) {
    Weft.configure().service(name).to("zeromq://" + collector).start();
  }

  /**
   * Serves {@code POST /} on a free loopback port until the process ends, and says on standard
   * output where.
   */
  static void serve(String task, Work work) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext("/", exchange -> answer(exchange, task, work));
    server.start();
    System.out.println("listening on 127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String task, Work work) throws IOException {
    String order = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] body;
    int status;
    try {
      // region in
      String answer =
          TraceContext.continueFrom(exchange.getRequestHeaders()::getFirst, task)
              .with("order", order)
              .call(() -> work.on(order));
      // endregion
      body = answer.getBytes(StandardCharsets.UTF_8);
      status = 200;
    } catch (IOException | RuntimeException failed) {
      body = String.valueOf(failed.getMessage()).getBytes(StandardCharsets.UTF_8);
      status = 500;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Asks another service to do its part of the current task. */
  static String ask(String port, String order) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .POST(HttpRequest.BodyPublishers.ofString(order));
    // region out
    TraceContext.current().ifPresent(task -> task.headers().forEach(request::header));
    // endregion
    HttpResponse<String> response = send(request.build());
    if (response.statusCode() != 200) {
      throw new IOException(response.body());
    }
    return response.body();
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + request.uri(), interrupted);
    }
  }
}
