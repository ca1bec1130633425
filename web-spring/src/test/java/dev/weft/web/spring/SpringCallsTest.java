package dev.weft.web.spring;

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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Spring's clients against a real server. */
class SpringCallsTest {
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

  private static List<Way> ways() {
    return List.of(
        new Way("RestClient, by factory", SpringCallsTest::restClientByFactory),
        new Way("RestClient, by interceptor", SpringCallsTest::restClientByInterceptor),
        new Way("RestTemplate", SpringCallsTest::restTemplate),
        new Way("WebClient", SpringCallsTest::blockingWebClient));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void call_carriesRequestIdAndTrace(Way way) {
    try (Scope request = Scopes.task("a request").carrying(REQUEST).start()) {
      assertThat(way.get(calls(), other.at("/status/201"))).isEqualTo(201);
      assertThat(other.first("X-Request-ID")).isEqualTo("id-17");
      assertThat(other.first(TraceContext.DISTLOG_TASK)).startsWith(request.id() + "/1/");
      assertThat(Scopes.current()).containsSame(request);
    }
    assertThat(timed()).containsOnly(key("GET/201"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void callOutsideARequest_hasATraceOnly(Way way) {
    way.get(calls(), other.at("/x"));
    assertThat(other.first("X-Request-ID")).isNull();
    assertThat(other.first(TraceContext.DISTLOG_TASK)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void failedCall_counts999(Way way) {
    URI address = other.at("/x");
    other.close();
    assertThatThrownBy(() -> way.get(calls(), address))
        .isInstanceOfAny(ResourceAccessException.class, WebClientRequestException.class);
    assertThat(timed()).containsOnly(key("GET/999"));
  }

  @Test
  void restClient_getsTheDefaultTimeout() {
    Function<URI, Integer> client = restClientByFactory(limited());
    assertThatThrownBy(() -> client.apply(other.at("/never")))
        .isInstanceOf(ResourceAccessException.class);
    assertThat(timed()).containsOnly(key("GET/999"));
  }

  @Test
  void webClient_getsTheDefaultTimeout() {
    assertThatThrownBy(() -> get(limited(), "/never").block())
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(timed()).containsOnly(key("GET/999"));
  }

  @Test
  void webClient_hasATimeoutByAttribute() {
    OutgoingCalls patient = OutgoingCalls.builder().timeout(Duration.ofMinutes(5)).build();
    Mono<Integer> answer =
        webClient(patient)
            .get()
            .uri(other.at("/never"))
            .attribute(SpringCalls.TIMEOUT, Duration.ofMillis(50))
            .exchangeToMono(SpringCallsTest::status);
    assertThatThrownBy(answer::block).hasRootCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void eachSubscription_isACall() {
    try (Scope request = Scopes.task("a request").start()) {
      Mono<Integer> answer = get(calls(), "/x");
      assertThat(other.seen()).isEmpty();
      answer.block();
      answer.block();
      assertThat(other.seen())
          .extracting(headers -> headers.get("Distlog-task").get(0).split("/", -1)[1])
          .containsExactly("1", "2");
      assertThat(request.ended()).isFalse();
    }
  }

  @Test
  void cancelledCall_counts999() {
    Disposable waiting = get(calls(), "/never").subscribe();
    await().until(() -> !other.seen().isEmpty());
    waiting.dispose();
    assertThat(timed()).containsOnly(key("GET/999"));
  }

  private static Function<URI, Integer> restClientByFactory(OutgoingCalls calls) {
    return restClient(RestClient.builder().requestFactory(SpringCalls.requestFactory(calls)));
  }

  private static Function<URI, Integer> restClientByInterceptor(OutgoingCalls calls) {
    return restClient(
        RestClient.builder()
            .requestFactory(new SimpleClientHttpRequestFactory())
            .requestInterceptor(SpringCalls.interceptor(calls)));
  }

  private static Function<URI, Integer> restClient(RestClient.Builder builder) {
    RestClient client = builder.build();
    return address ->
        client.get().uri(address).retrieve().toBodilessEntity().getStatusCode().value();
  }

  private static Function<URI, Integer> restTemplate(OutgoingCalls calls) {
    RestTemplate template = new RestTemplate(new SimpleClientHttpRequestFactory());
    template.getInterceptors().add(SpringCalls.interceptor(calls));
    return address -> template.getForEntity(address, Void.class).getStatusCode().value();
  }

  private static Function<URI, Integer> blockingWebClient(OutgoingCalls calls) {
    return address ->
        webClient(calls).get().uri(address).exchangeToMono(SpringCallsTest::status).block();
  }

  private static WebClient webClient(OutgoingCalls calls) {
    return WebClient.builder()
        .clientConnector(new JdkClientHttpConnector())
        .filter(SpringCalls.filter(calls))
        .build();
  }

  private static Mono<Integer> status(ClientResponse response) {
    HttpStatusCode status = response.statusCode();
    return response.releaseBody().thenReturn(status.value());
  }

  private Mono<Integer> get(OutgoingCalls calls, String path) {
    return webClient(calls).get().uri(other.at(path)).exchangeToMono(SpringCallsTest::status);
  }

  private OutgoingCalls calls() {
    return OutgoingCalls.builder().stats(Stats.to(sink)).build();
  }

  private OutgoingCalls limited() {
    return OutgoingCalls.builder().stats(Stats.to(sink)).timeout(Duration.ofMillis(50)).build();
  }

  private String key(String methodAndStatus) {
    return "requests/http/127.0.0.1/" + other.port() + '/' + methodAndStatus;
  }

  private Set<String> timed() {
    Map<?, ?> timers = (Map<?, ?>) sink.read(false).get("timers");
    return timers.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** A way to call, named. */
  record Way(String name, Function<OutgoingCalls, Function<URI, Integer>> client) {
    int get(OutgoingCalls calls, URI address) {
      return client.apply(calls).apply(address);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
