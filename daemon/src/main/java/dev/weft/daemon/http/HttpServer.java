package dev.weft.daemon.http;

import dev.weft.daemon.config.HttpSettings;
import dev.weft.daemon.config.Right;
import dev.weft.daemon.stream.LiveStreams;
import dev.weft.daemon.topology.Collector;
import dev.weft.event.display.Answers;
import dev.weft.event.display.OpenApi;
import dev.weft.event.flow.Intake;
import dev.weft.event.store.EventStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The collector over HTTP. Usable from any thread.
 *
 * <p>Whatever is asked of it, what is collected goes on: questions are few at a time and limited,
 * streams have no threads of their own, and what is sent in is refused when it cannot be taken.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(HttpServer.class.getName());
  private static final String JSON = "application/json";
  private static final int MOST_THREADS = 48;
  private static final int LEAST_THREADS = 4;
  private static final int THREAD_IDLE_MILLIS = 30_000;
  private static final long CONNECTION_IDLE_MILLIS = 30_000;
  private static final long SHUTDOWN_IDLE_MILLIS = 100;
  private static final long STOP_MILLIS = 2_000;
  private static final int HEADER_BYTES = 16 << 10;
  private static final Duration QUESTION_LIMIT = Duration.ofSeconds(30);

  private final HttpSettings.Listen listen;
  private final Server server;
  private final ServerConnector connector;
  private final @Nullable LiveStreams streams;
  private final @Nullable Questions questions;
  private final @Nullable Rehearsal rehearsal;

  private HttpServer(
      HttpSettings settings,
      HttpSettings.Listen listen,
      Collector collector,
      Intake intake,
      Clock clock) {
    this.listen = listen;
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("weft-http");
    threads.setDaemon(true);
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(listen.host().isEmpty() ? null : listen.host());
    connector.setPort(listen.port());
    connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
    // How long a stop waits for connections that a browser keeps open and does not use.
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    server.addConnector(connector);
    server.setErrorHandler(new JsonErrors());
    EventStore store = collector.store().orElse(null);
    Opening opening = store == null ? null : new Opening(store);
    streams = store == null ? null : LiveStreams.over(store, clock);
    questions =
        store == null || opening == null
            ? null
            : new Questions(opening, Answers.over(store, clock), QUESTION_LIMIT);
    Gate gate = new Gate(settings);
    Metrics metrics = new Metrics(collector, this::streamCount);
    Api api = api(settings, gate, collector, opening, intake, clock, metrics);
    PageEndpoint page = new PageEndpoint(settings, gate);
    rehearsal = questions == null ? null : new Rehearsal(page, questions);
    server.setHandler(new GracefulHandler(new RootHandler(gate, api, page, metrics)));
    server.setStopTimeout(STOP_MILLIS);
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES);
    // An event's identity holds slashes, and programs encode what they put into a path. No path
    // here leads to a file system.
    configuration.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "weft",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
    return configuration;
  }

  private Api api(
      HttpSettings settings,
      Gate gate,
      Collector collector,
      @Nullable Opening opening,
      Intake intake,
      Clock clock,
      Metrics metrics) {
    State state = new State(collector, gate, this::address);
    Views views = new Views(settings.views(), clock);
    LiveStreams live = streams;
    Endpoint stream =
        live == null || opening == null
            ? exchange -> {
              throw Api.noStore();
            }
            : new StreamEndpoint(opening, live, clock, server.getThreadPool());
    return new Api(gate, questions)
        .on("GET", "/stream", Right.READ, stream)
        .on("POST", "/events", Right.CONTROL, new Ingest(collector, intake))
        .on("GET", "/state", Right.READ, state::state)
        .on("GET", "/health", Right.READ, state::health)
        .on("GET", "/metrics", Right.READ, metrics)
        .on("GET", "/openapi.json", Right.READ, HttpServer::describe)
        .on("GET", "/views", Right.READ, views::list)
        .on("GET", "/views/*", Right.READ, views::get)
        .on("PUT", "/views/*", Right.CONTROL, views::put)
        .on("DELETE", "/views/*", Right.CONTROL, views::delete);
  }

  private static void describe(Exchange exchange) {
    byte[] document =
        OpenApi.of(State.version())
            .with("/stream", "get", "What arrives, as it arrives.", "text/event-stream")
            .with("/events", "post", "Takes events in, lines of JSON.", JSON)
            .with("/state", "get", "How the collector and its store are.", JSON)
            .with("/health", "get", "Whether somebody should look.", JSON)
            .with("/metrics", "get", "The counters, for Prometheus.", "text/plain")
            .with("/openapi.json", "get", "This document.", JSON)
            .with("/views", "get", "The saved views.", JSON)
            .with("/views/{slug}", "get", "A saved view.", JSON)
            .with("/views/{slug}", "put", "Saves a view.", JSON)
            .with("/views/{slug}", "delete", "Forgets a view.", JSON)
            .document();
    exchange.answer(200, JSON, document);
  }

  private int streamCount() {
    return streams == null ? 0 : streams.size();
  }

  /**
   * Serves what the settings say.
   *
   * @throws IOException when the address cannot be had; the message names it and says what to do
   * @throws IllegalArgumentException when the settings or the collector have nothing to be served
   */
  public static HttpServer start(HttpSettings settings, Collector collector, Clock clock)
      throws IOException {
    HttpSettings.Listen listen =
        settings.listen().orElseThrow(() -> new IllegalArgumentException("nothing is served"));
    Intake intake =
        collector
            .httpIntake()
            .orElseThrow(() -> new IllegalArgumentException("the collector takes nothing in"));
    HttpServer server = new HttpServer(settings, listen, collector, intake, clock);
    try {
      server.server.start();
      return server;
    } catch (Exception notStarted) {
      server.close();
      throw new IOException(
          "http: "
              + listen
              + " cannot be had ("
              + reason(notStarted)
              + "); if another collector runs here, give \"listen\" under \"http\" another port, such"
              + " as 127.0.0.1:7411, or say listen: off",
          notStarted);
    }
  }

  /** Does in the background, once, what the first who looks would otherwise wait for. */
  public void rehearse() {
    if (rehearsal != null) {
      rehearsal.start();
    }
  }

  private static String reason(Throwable failed) {
    Throwable cause = failed.getCause();
    return String.valueOf((cause == null ? failed : cause).getMessage());
  }

  /** Where it is, for a browser: {@code http://127.0.0.1:7410}, with the port really bound. */
  public String address() {
    String host = listen.host().isEmpty() ? "127.0.0.1" : listen.host();
    return "http://" + new HttpSettings.Listen(host, connector.getLocalPort());
  }

  /** Ends all streams, answers what is being asked, and stops within some seconds. */
  @Override
  public void close() {
    if (rehearsal != null) {
      rehearsal.close();
    }
    if (streams != null) {
      streams.close();
    }
    try {
      server.stop();
    } catch (Exception notCleanly) {
      LOG.log(Logger.Level.WARNING, "the API did not close cleanly", notCleanly);
    }
    if (questions != null) {
      questions.close();
    }
  }
}
