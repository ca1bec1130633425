package dev.weft.web.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.TraceContext;
import dev.weft.testkit.HttpService;
import dev.weft.testkit.LogLines;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java's client, accompanied, against a real server. */
class TrackedHttpClientTest {
  private static final RequestInfo REQUEST = new RequestInfo("id-17", "GET", "/api/x", null);

  private final Timers timers = new Timers();
  private HttpService other;

  @BeforeEach
  void start() throws IOException {
    other = new HttpService();
  }

  @AfterEach
  void stop() {
    other.close();
    assertThat(Scopes.current()).isEmpty();
  }

  @Test
  void call_carriesRequestIdAndTrace() throws Exception {
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      get(client(), "/x");
      assertThat(other.first("X-Request-ID")).isEqualTo("id-17");
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
      assertThat(other.first(TraceContext.TRACEPARENT))
          .startsWith("00-" + TraceContext.traceId(request.id()));
      assertThat(other.first(TraceContext.TRACESTATE)).isEqualTo("distlog=" + request.id() + "/1");
      assertThat(Scopes.current()).containsSame(request);
    }
  }

  @Test
  void callOutsideARequest_hasATraceOnly() throws Exception {
    get(client(), "/x");
    assertThat(other.first("X-Request-ID")).isNull();
    assertThat(other.first(TraceContext.DISTLOG_TASK)).isNotNull();
  }

  @Test
  void headersOfTheApplication_stay() throws Exception {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      client()
          .send(
              HttpRequest.newBuilder(other.at("/x"))
                  .header("x-request-id", "own")
                  .header("traceparent", parent)
                  .build(),
              BodyHandlers.discarding());
      assertThat(request.ended()).isFalse();
    }
    assertThat(other.seen().get(0).get("X-Request-ID")).containsExactly("own");
    assertThat(other.seen().get(0).get("Traceparent")).containsExactly(parent);
    assertThat(other.first(TraceContext.DISTLOG_TASK)).isNull();
  }

  @Test
  void requestId_goesUnderTheConfiguredName() throws Exception {
    HttpClient client =
        OutgoingCalls.builder()
            .requestIdHeader("X-Own-Id")
            .build()
            .wrap(HttpClient.newHttpClient());
    Scopes.task("a request").carrying(REQUEST).run(() -> get(client, "/x"));
    assertThat(other.first("X-Own-Id")).isEqualTo("id-17");
    assertThat(other.first("X-Request-ID")).isNull();
  }

  @Test
  void idThatIsNoHeader_isLeftOut() throws Exception {
    RequestInfo odd = new RequestInfo("id\u00e9\n", "GET", "/", null);
    Scopes.task("a request").carrying(odd).run(() -> get(client(), "/x"));
    assertThat(other.first("X-Request-ID")).isNull();
  }

  @Test
  void calls_areTimedByStatus() throws Exception {
    get(client(), "/x");
    get(client(), "/status/404");
    assertThat(timers.seen).containsExactly(timer(other.port(), 200), timer(other.port(), 404));
  }

  @Test
  void redirectedCall_countsOnce() throws Exception {
    HttpClient following = HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build();
    get(calls().wrap(following), "/redirect");
    assertThat(other.seen()).hasSize(2);
    assertThat(timers.seen).containsExactly(timer(other.port(), 200));
  }

  @Test
  void failedCall_counts999() throws Exception {
    int nobody = unusedPort();
    URI address = URI.create("http://127.0.0.1:" + nobody + "/");
    assertThatThrownBy(() -> send(client(), address)).isInstanceOf(ConnectException.class);
    assertThat(timers.seen).containsExactly(timer(nobody, 999));
  }

  @Test
  void defaultTimeout_limitsCallsWithoutOne() {
    HttpClient client =
        OutgoingCalls.builder()
            .stats(Stats.to(timers))
            .timeout(Duration.ofMillis(50))
            .build()
            .wrap(HttpClient.newHttpClient());
    assertThatThrownBy(() -> get(client, "/never")).isInstanceOf(HttpTimeoutException.class);
    assertThat(timers.seen).containsExactly(timer(other.port(), 999));
  }

  @Test
  void callsWithoutTimeout_areWarnedOfOnceAPlace() throws Exception {
    HttpClient client = client();
    URI address = other.at("/x?a=1&secret=hush&API_key=hush&%74oken=hush&key=hush&monkey=yes");
    try (LogLines log = LogLines.of(OutgoingCalls.LOGGER)) {
      for (int i = 0; i < 3; i++) {
        example.Caller.here(client, address);
      }
      example.Caller.there(client, other.at("/y"));
      String where = "http://127.0.0.1:" + other.port();
      assertThat(log.lines())
          .containsExactly(
              "WARNING Doing a GET request without timeout to "
                  + where
                  + "/x?a=1&secret=***&API_key=***&%74oken=***&key=***&monkey=yes",
              "WARNING Doing a DELETE request without timeout to " + where + "/y");
    }
  }

  @Test
  void callsWithTimeout_areNotWarnedOf() throws Exception {
    try (LogLines log = LogLines.of(OutgoingCalls.LOGGER)) {
      client()
          .send(
              HttpRequest.newBuilder(other.at("/x")).timeout(Duration.ofSeconds(20)).build(),
              BodyHandlers.discarding());
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void asynchronousCall_givesTheThreadBackAtOnce() {
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      CompletableFuture<HttpResponse<Void>> answer = sendAsync(other.at("/x"));
      assertThat(Scopes.current()).containsSame(request);
      assertThat(answer.join().statusCode()).isEqualTo(200);
      assertThat(other.first("X-Request-ID")).isEqualTo("id-17");
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
      assertThat(timers.seen).containsExactly(timer(other.port(), 200));
    }
  }

  @Test
  void asynchronousCallThatFails_counts999() throws Exception {
    int nobody = unusedPort();
    CompletableFuture<HttpResponse<Void>> answer =
        sendAsync(URI.create("http://127.0.0.1:" + nobody + "/"));
    assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class);
    await().untilAsserted(() -> assertThat(timers.seen).containsExactly(timer(nobody, 999)));
  }

  @Test
  void cancelledCall_counts999() {
    CompletableFuture<HttpResponse<Void>> answer = sendAsync(other.at("/never"));
    answer.cancel(true);
    await().untilAsserted(() -> assertThat(timers.seen).containsExactly(timer(other.port(), 999)));
  }

  @Test
  void client_isWrappedOnceAndSaysWhatItIs() {
    HttpClient plain = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    HttpClient client = calls().wrap(plain);
    assertThat(calls().wrap(client)).isSameAs(client);
    assertThat(client.connectTimeout()).contains(Duration.ofSeconds(3));
    assertThat(client.followRedirects()).isEqualTo(plain.followRedirects());
    assertThat(client.version()).isEqualTo(plain.version());
    assertThat(client.sslContext()).isSameAs(plain.sslContext());
  }

  @Test
  void closing_closesTheClient() throws Exception {
    HttpClient plain = HttpClient.newHttpClient();
    TrackedHttpClient client = new TrackedHttpClient(plain, calls());
    client.close();
    if (plain instanceof AutoCloseable) {
      assertThat(client.isTerminated()).isTrue();
    }
    assertThat(client.awaitTermination(Duration.ofSeconds(20))).isTrue();
  }

  private OutgoingCalls calls() {
    return OutgoingCalls.builder().stats(Stats.to(timers)).build();
  }

  private HttpClient client() {
    return calls().wrap(HttpClient.newHttpClient());
  }

  private void get(HttpClient client, String path) throws IOException, InterruptedException {
    send(client, other.at(path));
  }

  private static void send(HttpClient client, URI address)
      throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  private CompletableFuture<HttpResponse<Void>> sendAsync(URI address) {
    return client().sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String timer(int port, int status) {
    return "requests{host=127.0.0.1, method=GET, port="
        + port
        + ", scheme=http, status="
        + status
        + '}';
  }

  /** The timers' names. */
  private static final class Timers implements MetricSink {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void timer(Metric metric, long nanos) {
      seen.add(metric.toString());
    }

    @Override
    public void counter(Metric metric, long by) {}

    @Override
    public void gauge(Metric metric, double value) {}
  }
}
