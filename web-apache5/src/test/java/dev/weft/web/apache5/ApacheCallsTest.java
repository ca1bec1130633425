package dev.weft.web.apache5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.TraceContext;
import dev.weft.testkit.HttpService;
import dev.weft.web.client.OutgoingCalls;
import dev.weft.web.metric.MemorySink;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Apache's clients against a real server. */
class ApacheCallsTest {
  private static final RequestInfo REQUEST = new RequestInfo("id-17", "GET", "/api/x", null);

  private final MemorySink sink = MemorySink.create(false);
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
  void call_carriesRequestIdAndTrace() throws IOException {
    try (CloseableHttpClient client = classic(calls());
        Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      assertThat(get(client, "/x")).isEqualTo(200);
      assertThat(other.first("X-Request-ID")).isEqualTo("id-17");
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
      assertThat(Scopes.current()).containsSame(request);
    }
    assertThat(timed()).containsOnly(key("GET/200"));
  }

  @Test
  void requestSentTwice_isTwoTasks() throws IOException {
    try (CloseableHttpClient client = classic(calls());
        Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      HttpGet get = new HttpGet(other.at("/x"));
      for (int i = 0; i < 2; i++) {
        client.execute(get, HttpResponse::getCode);
      }
      assertThat(other.seen())
          .extracting(headers -> headers.get("Distlog-task").get(0).split("/", -1)[1])
          .containsExactly("1", "2");
      assertThat(request.ended()).isFalse();
    }
  }

  @Test
  void redirections_countEach() throws IOException {
    try (CloseableHttpClient client = classic(calls())) {
      assertThat(get(client, "/redirect")).isEqualTo(200);
    }
    assertThat(timed()).containsOnly(key("GET/302"), key("GET/200"));
  }

  @Test
  void defaultTimeout_limitsCallsWithoutOne() throws IOException {
    OutgoingCalls limited =
        OutgoingCalls.builder().stats(Stats.to(sink)).timeout(Duration.ofMillis(50)).build();
    try (CloseableHttpClient client = classic(limited)) {
      assertThatThrownBy(() -> get(client, "/never")).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(timed()).containsOnly(key("GET/999"));
  }

  @Test
  void ownTimeout_winsOverTheDefault() throws IOException {
    OutgoingCalls patient = OutgoingCalls.builder().timeout(Duration.ofMinutes(5)).build();
    try (CloseableHttpClient client = classic(patient)) {
      HttpGet get = new HttpGet(other.at("/never"));
      get.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(50)).build());
      assertThatThrownBy(() -> client.execute(get, HttpResponse::getCode))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void asynchronousCall_belongsToTheTaskThatMadeIt() throws Exception {
    try (CloseableHttpAsyncClient client = asynchronous();
        Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      Future<SimpleHttpResponse> answer = client.execute(request("/redirect"), null);
      assertThat(Scopes.current()).containsSame(request);
      assertThat(answer.get().getCode()).isEqualTo(200);
      assertThat(other.seen())
          .hasSize(2)
          .allSatisfy(headers -> assertThat(headers.get("X-request-id")).containsExactly("id-17"));
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
    }
    assertThat(timed()).containsOnly(key("GET/200"));
  }

  @Test
  void asynchronousCallThatFails_counts999() throws Exception {
    int nobody = other.port();
    other.close();
    try (CloseableHttpAsyncClient client = asynchronous()) {
      Future<SimpleHttpResponse> answer = client.execute(request("/x"), null);
      assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class);
    }
    await()
        .untilAsserted(() ->
            assertThat(timed()).containsOnly("requests/http/127.0.0.1/" + nobody + "/GET/999"));
  }

  @Test
  void cancelledCall_counts999() throws Exception {
    try (CloseableHttpAsyncClient client = asynchronous()) {
      Future<SimpleHttpResponse> answer = client.execute(request("/never"), null);
      await().until(() -> !other.seen().isEmpty());
      answer.cancel(true);
      assertThatThrownBy(answer::get).isInstanceOf(CancellationException.class);
      await().untilAsserted(() -> assertThat(timed()).containsOnly(key("GET/999")));
    }
  }

  private OutgoingCalls calls() {
    return OutgoingCalls.builder().stats(Stats.to(sink)).build();
  }

  private static CloseableHttpClient classic(OutgoingCalls calls) {
    return ApacheCalls.install(HttpClients.custom(), calls).build();
  }

  private CloseableHttpAsyncClient asynchronous() {
    CloseableHttpAsyncClient client =
        ApacheCalls.install(HttpAsyncClients.custom(), calls()).build();
    client.start();
    return client;
  }

  private int get(CloseableHttpClient client, String path) throws IOException {
    return client.execute(new HttpGet(other.at(path)), HttpResponse::getCode);
  }

  private SimpleHttpRequest request(String path) {
    return SimpleRequestBuilder.get(other.at(path)).build();
  }

  private String key(String methodAndStatus) {
    return "requests/http/127.0.0.1/" + other.port() + '/' + methodAndStatus;
  }

  private Set<String> timed() {
    Map<?, ?> timers = (Map<?, ?>) sink.read(false).get("timers");
    return timers.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }
}
