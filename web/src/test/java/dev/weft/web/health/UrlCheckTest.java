package dev.weft.web.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.TraceContext;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UrlCheckTest {
  private final BlockingQueue<Headers> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> paths = new LinkedBlockingQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private String base;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, 200));
    server.createContext("/ill", exchange -> answer(exchange, 503));
    server.createContext("/moved", this::move);
    server.createContext("/slow", this::keepWaiting);
    server.start();
    base = "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    seen.add(exchange.getRequestHeaders());
    paths.add(exchange.getRequestURI().toString());
    byte[] body = "hello".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void move(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/hello");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void keepWaiting(HttpExchange exchange) {
    try {
      end.await();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void url_thatAnswers_isWell_underItsAddress() throws Exception {
    HealthCheck check = UrlCheck.of(base + "/hello").build();

    assertThat(check.name()).isEqualTo(base + "/hello");
    assertThat(check.level()).isEqualTo(1);
    assertThat(check.body().check()).isNull();
  }

  @Test
  void url_thatMoved_isFollowed() throws Exception {
    assertThat(UrlCheck.of(base + "/moved").build().body().check()).isNull();
    assertThat(paths.take()).isEqualTo("/hello");
  }

  @Test
  void url_thatAnswersWithAnError_isIll() {
    assertThatThrownBy(UrlCheck.of(base + "/ill").build().body()::check)
        .hasMessage("GET " + base + "/ill answered 503, expected 200 to 299");
  }

  @Test
  void url_thatDoesNotAnswer_isIllAfterItsTimeout() {
    HealthCheck check = UrlCheck.of(base + "/slow").timeout(Duration.ofMillis(50)).build();

    assertThatThrownBy(check.body()::check).isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void parametersAndHeaders_areSent() throws Exception {
    UrlCheck.of(base + "/hello?a=b")
        .parameters(() -> Map.of("text", "ä &"))
        .headers(() -> Map.of("X-Own", "mine"))
        .build()
        .body()
        .check();

    assertThat(paths.take()).isEqualTo("/hello?a=b&text=%C3%A4+%26");
    assertThat(seen.take().getFirst("X-Own")).isEqualTo("mine");
  }

  @Test
  void answer_canBeLookedAt() throws Exception {
    HealthCheck check =
        UrlCheck.of("hello", () -> base + "/hello")
            .level(2)
            .found(response -> response.body().length())
            .build();

    assertThat(check.name()).isEqualTo("hello");
    assertThat(check.level()).isEqualTo(2);
    assertThat(check.body().check()).isEqualTo(5);
  }

  @Test
  void request_isNamed() throws Exception {
    HealthCheck check = UrlCheck.of(base + "/hello").build();
    RequestInfo request = new RequestInfo("r-1", "GET", "/c2c/health_check", null);
    Scope scope = Scopes.task("request").carrying(request).start();
    try (scope) {
      check.body().check();
    }

    Headers headers = seen.take();
    assertThat(headers.getFirst("X-Request-ID")).isEqualTo("r-1");
    assertThat(headers.getFirst("traceparent"))
        .startsWith("00-" + TraceContext.traceId(scope.id()) + '-');
  }

  @Test
  void request_ofAnIdThatNoHeaderCanHold_isMadeAllTheSame() throws Exception {
    HealthCheck check = UrlCheck.of(base + "/hello").build();
    RequestInfo request = new RequestInfo("a\nb", "GET", "/c2c/health_check", null);

    Scopes.task("request").carrying(request).run(() -> check.body().check());

    assertThat(seen.take().containsKey("X-Request-ID")).isFalse();
  }

  @Test
  void call_isTimed_asAnyOther() throws InterruptedException {
    BlockingQueue<String> timed = new LinkedBlockingQueue<>();
    try (HealthChecks checks =
        HealthChecks.builder().url(base + "/hello").stats(Stats.to(new Timers(timed))).build()) {
      assertThat(checks.report(1).healthy()).isTrue();
    }

    assertThat(timed)
        .containsExactly("requests.http.localhost." + server.getAddress().getPort() + ".GET.200");
  }

  @Test
  void address_thatIsNone_isRefused() {
    assertThatThrownBy(() -> UrlCheck.of("localhost:8080/hello"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "url: expected an address such as http://localhost:8080/api/hello, got localhost:8080/hello");
  }

  /** Notes the names of timers. */
  private record Timers(BlockingQueue<String> timed) implements MetricSink {
    @Override
    public void timer(Metric metric, long nanos) {
      timed.add(String.join(".", metric.key(false)));
    }

    @Override
    public void counter(Metric metric, long by) {}

    @Override
    public void gauge(Metric metric, double value) {}
  }
}
