package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.5: what a request is known by, and who else learns it. */
@ExtendWith(FleetExtension.class)
class RequestTrackingIT {
  private final Fleet fleet;
  private final Http http;

  RequestTrackingIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void id_isTheClients() {
    assertThat(id("X-Request-ID", "mine")).isEqualTo("mine");
    assertThat(id("X-Correlation-ID", "mine")).isEqualTo("mine");
    assertThat(id("Request-ID", "mine")).isEqualTo("mine");
    assertThat(id("X-Varnish", "mine")).isEqualTo("mine");
    assertThat(id("X-Amzn-Trace-Id", "mine")).isEqualTo("mine");
  }

  @Test
  void firstHeaderThatIsThere_wins() {
    assertThat(id("X-Varnish", "late", "X-Correlation-ID", "early")).isEqualTo("early");
    assertThat(id("X-Request-ID", "first", "X-Correlation-ID", "second")).isEqualTo("first");
  }

  @Test
  void withoutHeader_itIsAUuid() {
    assertThat(UUID.fromString(id())).isNotNull();
    assertThat(id()).isNotEqualTo(id());
  }

  @Test
  void configuredHeader_comesFirst() throws Exception {
    Map<String, String> environment = fleet.environment();
    environment.put("C2C_REQUEST_ID_HEADER", "X-Mine");
    try (HelloProcess instance = fleet.start(environment)) {
      Http.Answer answer =
          instance.http().get("/api/tracking/1", "X-Mine", "m-1", "X-Request-ID", "other");
      assertThat(answer.object()).containsEntry("request_id", "m-1");
      assertThat(answer.object().get("sub")).asString().contains("m-1");
    }
  }

  @Test
  void outgoingCalls_carryIt() {
    Map<String, Object> answer = http.get("/api/tracking/1", "X-Request-ID", "through").object();

    assertThat(answer).containsEntry("request_id", "through");
    assertThat(answer.get("sub")).isEqualTo(Map.of("request_id", "through"));
  }

  @Test
  void postgres_knowsItAsTheApplicationsName() {
    http.get("/api/hello", "X-Request-ID", "rid-read");
    http.send("PUT", "/api/hello", "X-Request-ID", "rid-write");

    await()
        .untilAsserted(() ->
            assertThat(fleet.postgres.log())
                .containsPattern("db=hello_slave app=rid-read: .*hello")
                .containsPattern("db=hello app=rid-write: .*hello"));
  }

  @Test
  void id_leavesWithTheConnection() {
    http.get("/api/hello", "X-Request-ID", "rid-leaves");
    http.get("/api/hello", "X-Request-ID", "rid-next");

    String log = fleet.postgres.log();
    int next = log.indexOf("app=rid-next:");
    assertThat(next).isPositive();
    assertThat(log.substring(next)).doesNotContain("app=rid-leaves: LOG:  execute");
  }

  @Test
  void callWithoutTimeout_isWarnedOfOnceACallSite() {
    for (int i = 0; i < 3; i++) {
      assertThat(
              http.get("/api/probe/outgoing?url=http://localhost:" + fleet.one.port() + "/api/ping")
                  .status())
          .isEqualTo(200);
    }

    await()
        .untilAsserted(() ->
            assertThat(fleet.one.out())
                .containsOnlyOnce("Doing a GET request without timeout to http://"));
  }

  private String id(String... headers) {
    return String.valueOf(http.get("/api/tracking/0", headers).object().get("request_id"));
  }
}
