package dev.weft.examples.hello;

import dev.weft.event.codec.JsonReader;
import dev.weft.web.broadcast.BroadcastFunction;
import dev.weft.web.cors.CorsService;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import dev.weft.web.view.Call;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the application does for its users. Usable from any thread. */
final class Services {
  private static final Logger PING = LoggerFactory.getLogger("hello.services.ping");
  private static final Duration ITSELF_LIMIT = Duration.ofSeconds(30);
  private static final int NO_CONTENT = 204;

  private final int port;
  private final Greetings greetings;
  private final Stats stats;
  private final HttpClient client;
  private final BroadcastFunction answer;

  /**
   * Of those parts.
   *
   * @param port at which the application calls itself
   * @param answer what {@code broadcast} asks of all instances
   */
  Services(
      int port, Greetings greetings, Stats stats, HttpClient client, BroadcastFunction answer) {
    this.port = port;
    this.greetings = greetings;
    this.stats = stats;
    this.client = client;
    this.answer = answer;
  }

  /** All of them, below the application's root. */
  List<CorsService> all() {
    ErrorService errors = new ErrorService(greetings);
    Probes probes = new Probes(stats, client);
    return List.of(
        CorsService.at("ping", "/ping").get(this::ping).build(),
        CorsService.at("hello", "/hello")
            .get(this::measuredHello)
            .put(this::hello)
            .post(this::hello)
            .credentials(true)
            .build(),
        CorsService.at("error", "/error").get(errors::answer).build(),
        CorsService.at("tracking", "/tracking/*").get(this::tracking).build(),
        CorsService.at("empty", "/empty").put(call -> Reply.empty(NO_CONTENT)).build(),
        CorsService.at("broadcast", "/broadcast").get(this::broadcast).build(),
        CorsService.at("probe_metric", "/probe/metric").get(probes::metric).build(),
        CorsService.at("probe_outgoing", "/probe/outgoing").get(probes::outgoing).build());
  }

  private Reply ping(Call call) {
    PING.info("Ping!");
    return Reply.json(Map.of("pong", true));
  }

  private Reply measuredHello(Call call) throws Exception {
    String value = stats.time(Metric.of("sql", "read_hello"), greetings::first);
    stats.counter(Metric.of("test", "counter"), 1);
    stats.gauge(Metric.of("test", "gauge/s").tag("value", "24").tag("toto", "tutu"), 42);
    return Reply.json(Map.of("value", value));
  }

  private Reply hello(Call call) throws Exception {
    return Reply.json(Map.of("value", greetings.first()));
  }

  private Reply tracking(Call call) throws IOException, InterruptedException {
    Map<String, @Nullable Object> answer = new TreeMap<>();
    answer.put("request_id", RequestInfo.current().map(RequestInfo::id).orElse(""));
    switch (String.valueOf(call.request().getPathInfo())) {
      case "/0" -> {}
      case "/1" -> answer.put("sub", itself());
      default -> throw new HttpError(404, call.request().getRequestURI());
    }
    return Reply.json(answer);
  }

  private @Nullable Object itself() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/tracking/0"))
            .timeout(ITSELF_LIMIT)
            .build();
    return JsonReader.read(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private Reply broadcast(Call call) throws InterruptedException {
    return Reply.json(answer.ask(Map.of(), value -> value));
  }
}
