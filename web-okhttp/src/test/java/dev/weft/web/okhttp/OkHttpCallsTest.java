package dev.weft.web.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OkHttp against a real server. */
class OkHttpCallsTest {
  private static final RequestInfo REQUEST = new RequestInfo("id-17", "GET", "/api/x", null);

  private final MemorySink sink = MemorySink.create(false);
  private final OkHttpClient plain = new OkHttpClient();
  private HttpService other;

  @BeforeEach
  void start() throws IOException {
    other = new HttpService();
  }

  @AfterEach
  void stop() {
    other.close();
    plain.dispatcher().executorService().shutdown();
    plain.connectionPool().evictAll();
    assertThat(Scopes.current()).isEmpty();
  }

  @Test
  void call_carriesRequestIdAndTrace() throws IOException {
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      assertThat(get(client(calls()), "/x")).isEqualTo(200);
      assertThat(other.first("X-Request-ID")).isEqualTo("id-17");
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
      assertThat(Scopes.current()).containsSame(request);
    }
    assertThat(timed()).containsOnly("requests/http/127.0.0.1/" + other.port() + "/GET/200");
  }

  @Test
  void headersOfTheApplication_stay() throws IOException {
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      Request own = request("/x").newBuilder().header("X-Request-ID", request.id().value()).build();
      client(calls()).newCall(own).execute().close();
      assertThat(other.first("X-Request-ID")).isEqualTo(request.id().value());
    }
  }

  @Test
  void enqueuedCall_belongsToTheTaskThatMadeIt() {
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      CompletableFuture<Integer> status = new CompletableFuture<>();
      OkHttpCalls.wrap(plain, calls()).newCall(request("/status/404")).enqueue(into(status));
      assertThat(status.join()).isEqualTo(404);
      assertThat(other.first("X-Request-ID")).isEqualTo("id-17");
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
    }
    assertThat(timed()).containsOnly("requests/http/127.0.0.1/" + other.port() + "/GET/404");
  }

  @Test
  void redirectedCall_countsOnce() throws IOException {
    assertThat(get(client(calls()), "/redirect")).isEqualTo(200);
    assertThat(other.seen()).hasSize(2);
    assertThat(timed()).containsOnly("requests/http/127.0.0.1/" + other.port() + "/GET/200");
  }

  @Test
  void defaultTimeout_limitsClientsWithoutOne() {
    OkHttpClient patient = plain.newBuilder().readTimeout(Duration.ZERO).build();
    OutgoingCalls limited =
        OutgoingCalls.builder().stats(Stats.to(sink)).timeout(Duration.ofMillis(50)).build();
    Call.Factory client = OkHttpCalls.wrap(patient, limited);
    assertThatThrownBy(() -> get(client, "/never")).isInstanceOf(SocketTimeoutException.class);
    assertThat(timed()).containsOnly("requests/http/127.0.0.1/" + other.port() + "/GET/999");
  }

  @Test
  void ownTimeout_winsOverTheDefault() {
    OkHttpClient hasty = plain.newBuilder().readTimeout(Duration.ofMillis(50)).build();
    OutgoingCalls patient = OutgoingCalls.builder().timeout(Duration.ofMinutes(5)).build();
    Call.Factory client = OkHttpCalls.wrap(hasty, patient);
    assertThatThrownBy(() -> get(client, "/never")).isInstanceOf(SocketTimeoutException.class);
  }

  private OutgoingCalls calls() {
    return OutgoingCalls.builder().stats(Stats.to(sink)).build();
  }

  private OkHttpClient client(OutgoingCalls calls) {
    return plain.newBuilder().addInterceptor(OkHttpCalls.interceptor(calls)).build();
  }

  private Request request(String path) {
    return new Request.Builder().url(other.at(path).toString()).build();
  }

  private int get(Call.Factory client, String path) throws IOException {
    try (Response response = client.newCall(request(path)).execute()) {
      return response.code();
    }
  }

  private Set<String> timed() {
    Map<?, ?> timers = (Map<?, ?>) sink.read(false).get("timers");
    return timers.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static Callback into(CompletableFuture<Integer> status) {
    return new Callback() {
      @Override
      public void onFailure(Call call, IOException failure) {
        status.completeExceptionally(failure);
      }

      @Override
      public void onResponse(Call call, Response response) {
        try (response) {
          status.complete(response.code());
        }
      }
    };
  }
}
