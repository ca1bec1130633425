package dev.weft.daemon.http;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.daemon.config.Component;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.DeadLetterFile;
import dev.weft.daemon.config.HttpSettings;
import dev.weft.daemon.config.Place;
import dev.weft.daemon.config.Route;
import dev.weft.daemon.config.Token;
import dev.weft.daemon.topology.Collector;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A collector that serves on a free port, and a client that asks it. Used by one thread. */
final class Served implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static {
    // Browsers set these themselves, and so do those who would do harm.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin");
  }

  private final Collector collector;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Served(Collector collector, HttpServer server) {
    this.collector = collector;
    this.server = server;
  }

  static Builder in(Path folder) {
    return new Builder(folder);
  }

  /** What is served. */
  static final class Builder {
    private final Path folder;
    private final List<Route> routes = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();
    private boolean page = true;

    private Builder(Path folder) {
      this.folder = folder;
    }

    Builder sink(String name, Sink sink) {
      return sink(name, sink, BufferLimits.STANDARD);
    }

    Builder sink(String name, Sink sink, BufferLimits limits) {
      SinkFactory factory = new Fake(sink);
      Component<SinkFactory> component =
          new Component<>(
              name, factory, Options.of(name, List.of(), Map.of()), new Place("test", 1, 1));
      routes.add(new Route(component, Optional.empty(), limits));
      return this;
    }

    Builder token(Token token) {
      tokens.add(token);
      return this;
    }

    Builder host(String host) {
      hosts.add(host);
      return this;
    }

    Builder withoutPage() {
      page = false;
      return this;
    }

    Served start() throws IOException {
      HttpSettings settings =
          new HttpSettings(
              Optional.of(new HttpSettings.Listen("127.0.0.1", 0)),
              tokens,
              hosts,
              page,
              folder.resolve("views"));
      Configuration configuration =
          new Configuration(
              "test",
              List.of(),
              List.of(),
              routes,
              new DeadLetterFile(folder.resolve("dead.ndjson"), 10),
              settings,
              List.of());
      Collector collector = Collector.start(configuration);
      return new Served(collector, HttpServer.start(settings, collector, Clock.systemUTC()));
    }
  }

  private record Fake(Sink sink) implements SinkFactory {
    @Override
    public String type() {
      return "fake";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public List<Option> options() {
      return List.of();
    }

    @Override
    public Sink create(Options options) {
      return sink;
    }
  }

  Collector collector() {
    return collector;
  }

  HttpServer server() {
    return server;
  }

  HttpClient client() {
    return client;
  }

  String address() {
    return server.address();
  }

  int port() {
    return URI.create(address()).getPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path)).timeout(PATIENCE);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What comes back for a request that no client would make: status line, headers and body. */
  String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> json(HttpResponse<String> response) {
    return (Map<String, Object>) JsonReader.read(response.body());
  }

  @Override
  public void close() {
    server.close();
    collector.close();
  }
}
