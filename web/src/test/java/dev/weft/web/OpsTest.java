package dev.weft.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.broadcast.BroadcastFunction;
import dev.weft.web.cors.CorsService;
import dev.weft.web.metric.Metric;
import dev.weft.web.request.RequestInfo;
import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpsTest {
  @Test
  void route_isAnsweredInsideItsRequest() {
    Route route =
        Route.open(
            "c2c_who",
            "/who",
            call -> Reply.json(Map.of("id", RequestInfo.current().orElseThrow().id())));
    try (Ops ops = Ops.builder().route(route).build();
        WebServer server = WebServer.with(ops, application -> {})) {
      HttpResponse<String> answer = server.get("/c2c/who", "X-Request-ID", "abc");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\n  \"id\": \"abc\"\n}");
      assertThat(answer.headers().firstValue("X-Request-ID")).hasValue("abc");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }
  }

  @Test
  void measurements_areShownWhereTheyAreAskedFor() {
    OpsConfig config = OpsConfig.builder().statsView(true).build();
    Groundwork groundwork = Groundwork.of(config);
    try (Ops ops = Ops.builder().groundwork(groundwork).build();
        WebServer server = WebServer.with(ops, application -> {})) {
      groundwork.stats().counter(Metric.of("test", "counter"), 1);
      HttpResponse<String> answer = server.get("/c2c/stats.json");

      assertThat(answer.body()).contains("\"test/counter\": 1");
      assertThat(answer.headers().firstValue("Server-Timing").orElseThrow())
          .startsWith("route;desc=c2c_read_stats_json, route;dur=");
      assertThat(server.get("/metrics").body()).contains("pod_process_smap_pss_kb");
      assertThat(server.get("/c2c/stats.json").body()).contains("route/GET/c2c_metrics/200");
    }
  }

  @Test
  void measurements_areNotShownByDefault() {
    try (Ops ops = Ops.builder().build();
        WebServer server = WebServer.with(ops, application -> {})) {
      assertThat(server.get("/c2c/stats.json").statusCode()).isEqualTo(404);
      assertThat(server.get("/metrics").headers().firstValue("Server-Timing")).isEmpty();
      assertThat(server.get("/metrics").headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
      assertThat(server.get("/c2c/health_check").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void checks_bringTheirEndpoint() {
    Ops.Builder builder =
        Ops.builder()
            .health(checks -> checks.custom("good", 1, () -> "fine"))
            .health(checks ->
                checks.custom(
                    "fail",
                    2,
                    () -> {
                      throw new IllegalStateException("failing check");
                    }));
    try (Ops ops = builder.build();
        WebServer server = WebServer.with(ops, application -> {})) {
      assertThat(server.get("/c2c/health_check").statusCode()).isEqualTo(200);
      assertThat(server.get("/c2c/health_check?max_level=2").statusCode()).isEqualTo(500);
      assertThat(server.get("/c2c/health_check?max_level=abc").statusCode()).isEqualTo(400);
      assertThat(server.get("/c2c").body()).contains("/api/c2c/health_check");
    }
  }

  @Test
  void alone_reachesItself() throws InterruptedException {
    try (Ops ops = Ops.builder().build()) {
      ops.start();
      BroadcastFunction function = ops.broadcast().function("test.answer", parameters -> 42);

      assertThat(function.ask(Map.of()).values()).containsExactly(42L);
      assertThat(ops.control()).isEmpty();
    }
  }

  @Test
  void start_anAddressThatNoEngineServes_isRefusedByItsVariable() {
    OpsConfig config = OpsConfig.builder().redisUrl("http://me:s3cret@somewhere").build();
    try (Ops ops = Ops.builder().config(config).build()) {
      assertThatThrownBy(ops::start)
          .isInstanceOfSatisfying(
              ConfigurationException.class,
              wrong -> assertThat(wrong.key()).isEqualTo("c2c.redis_url"))
          .hasMessageStartingWith("C2C_REDIS_URL: no engine for the scheme \"http\"; known: ")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void refusedData_isCountedByWhatWasSent() {
    CorsService service =
        CorsService.at("hello", "/hello")
            .put(call -> {
              throw new SQLException("duplicate key", "23505");
            })
            .build();
    OpsConfig config = OpsConfig.builder().statsView(true).build();
    try (Ops ops = Ops.builder().config(config).service(service).build();
        WebServer server = WebServer.with(ops, application -> {})) {
      assertThat(server.send("PUT", "/hello", "").statusCode()).isEqualTo(400);
      assertThat(server.get("/c2c/stats.json").body()).contains("route/PUT/hello/400");
    }
  }
}
