package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.4: what StatsD is sent, to the byte, and what {@code stats.json} and browsers see. */
@ExtendWith(FleetExtension.class)
class MetricsIT {
  private final Fleet fleet;
  private final Http http;
  private int before;

  MetricsIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @BeforeEach
  void forgetEarlierOnes() {
    before = fleet.statsd.count();
  }

  @Test
  void request_isTimedByItsRoute() {
    http.get("/api/ping");

    sent("acceptance\\.route:\\d+\\|ms\\|#group:2,method:GET,route:ping,status:200,xyz:zyx");
    sent("acceptance\\.render:\\d+\\|ms\\|#group:2,method:GET,route:ping,status:200,xyz:zyx");
  }

  @Test
  void unknownPath_isNotFound() {
    http.get("/api/nowhere");

    sent("acceptance\\.route:\\d+\\|ms\\|#group:4,method:GET,route:_not_found,status:404,xyz:zyx");
  }

  @Test
  void applicationsOwn_areSent() {
    http.get("/api/hello");

    sent("acceptance\\.sql\\.read_hello:\\d+\\|ms\\|#xyz:zyx");
    sent("acceptance\\.test\\.counter:1\\|c\\|#xyz:zyx");
    sent("acceptance\\.test\\.gauge_s:42\\|g\\|#toto:tutu,value:24,xyz:zyx");
  }

  @Test
  void statements_areTimed() {
    http.get("/api/hello");

    sent("acceptance\\.sql:\\d+\\|ms\\|#query:SELECT FROM hello.*,xyz:zyx");
  }

  @Test
  void outgoingCalls_areTimed() {
    http.get("/api/tracking/1");

    sent(
        "acceptance\\.requests:\\d+\\|ms\\|#host:localhost,method:GET,port:"
            + fleet.one.port()
            + ",scheme:http,status:200,xyz:zyx");
  }

  @Test
  void failedCall_hasStatus999() {
    http.get("/api/probe/outgoing?url=http://localhost:1/nobody");

    sent(
        "acceptance\\.requests:\\d+\\|ms\\|#host:localhost,method:GET,port:1,scheme:http,status:999,xyz:zyx");
  }

  @Test
  void redisCommands_areTimed() {
    http.get("/api/broadcast");

    sent("acceptance\\.redis:\\d+\\|ms\\|#cmd:PUBLISH,success:1,xyz:zyx");
  }

  @Test
  void healthChecks_areCounted() {
    http.get("/api/c2c/health_check?max_level=2");

    sent("acceptance\\.health_check:1\\|c\\|#name:fail,outcome:failure,xyz:zyx");
    sent("acceptance\\.health_check:1\\|c\\|#name:db_engine_sqlalchemy,outcome:success,xyz:zyx");
    sent("acceptance\\.sql\\.manual\\.health_check\\.db:\\d+\\|ms\\|#con:sqlalchemy,xyz:zyx");
    sent("acceptance\\.version:2\\|c\\|#version:" + Fleet.VERSION + ",xyz:zyx");
  }

  @Test
  void probe_isWrittenAsPythonWould() {
    http.get("/api/probe/metric?type=timer&key=a/b&key=c.d&value=0.0001");
    http.get("/api/probe/metric?type=gauge&key=g&value=1.5&tag=k/x=v,%23%7Cw");
    http.get("/api/probe/metric?type=counter&key=n&value=3");

    sent("acceptance\\.a_b\\.c_d:1\\|ms\\|#xyz:zyx");
    sent("acceptance\\.g:1\\.5\\|g\\|#k_x:v___w,xyz:zyx");
    sent("acceptance\\.n:3\\|c\\|#xyz:zyx");
  }

  @Test
  void keysWithoutTags_areLonger() throws Exception {
    Map<String, String> environment = fleet.environment();
    environment.remove("STATSD_USE_TAGS");
    try (HelloProcess instance = fleet.start(environment)) {
      instance.http().get("/api/ping");

      sent("acceptance\\.route\\.GET\\.ping\\.200:\\d+\\|ms\\|#xyz:zyx");
    }
  }

  @Test
  void statsView_showsWhatIsInMemory() {
    http.get("/api/c2c/stats.json?reset=1");
    http.get("/api/hello");

    Map<String, Object> stats = http.get("/api/c2c/stats.json").object();

    assertThat(stats.get("gauges")).isEqualTo(Map.of("test/gauge_s/toto=tutu/value=24", 42L));
    assertThat(stats.get("counters")).asString().contains("test/counter=1");
    assertThat(stats.get("timers"))
        .asString()
        .contains("route/group=2/method=GET/route=hello/status=200={", "sql/read_hello={")
        .contains("avg_ms", "max_ms", "min_ms", "nb");
  }

  @Test
  void serverTiming_tellsTheBrowser() {
    assertThat(http.get("/api/ping").header("Server-Timing"))
        .matches("route;desc=ping, route;dur=\\d+(, render;dur=\\d+)?.*");
    assertThat(http.get("/api/error").header("Server-Timing")).isEmpty();
  }

  private void sent(String expression) {
    await()
        .untilAsserted(() ->
            assertThat(fleet.statsd.from(before))
                .anySatisfy(datagram -> assertThat(datagram).matches(expression)));
  }
}
