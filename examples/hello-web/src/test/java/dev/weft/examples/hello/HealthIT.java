package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.6: levels, choice, form and statuses of the health checks. */
@ExtendWith(FleetExtension.class)
class HealthIT {
  private final Fleet fleet;
  private final Http http;

  HealthIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void levelOne_isWell() {
    Http.Answer answer = http.get("/api/c2c/health_check");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.allOf("Cache-Control")).contains("no-cache", "no-store");
    assertThat(answer.object().get("failures")).isEqualTo(Map.of());
    assertThat(names(answer, "successes"))
        .contains(
            "db_engine_sqlalchemy",
            "db_engine_sqlalchemy_slave",
            "http://localhost:" + fleet.one.port() + "/api/hello",
            "fun_url");
  }

  @Test
  void levelZero_asksNothing() {
    Http.Answer answer = http.get("/api/c2c/health_check?max_level=0");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object()).containsEntry("successes", Map.of());
  }

  @Test
  void levelTwo_fails() {
    Http.Answer answer = http.get("/api/c2c/health_check?max_level=2");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(names(answer, "failures")).containsExactlyInAnyOrder("fail", "fail_json");
    assertThat(names(answer, "successes")).contains("version", fleet.redis.uri());
    assertThat(check(answer, "failures", "fail"))
        .containsEntry("message", "failing check")
        .containsEntry("level", 2L)
        .doesNotContainKeys("result", "stacktrace", "status")
        .extractingByKey("timing")
        .isInstanceOf(Double.class);
    assertThat(check(answer, "failures", "fail_json"))
        .containsEntry("message", "failing check")
        .containsEntry("result", Map.of("some", "json"));
  }

  @Test
  void secret_addsTheTrace() {
    Http.Answer answer = http.get("/api/c2c/health_check?max_level=2&checks=fail", Fleet.KNOWN);

    assertThat(check(answer, "failures", "fail").get("stacktrace"))
        .asString()
        .contains("failing check", "\tat ");
  }

  @Test
  void checks_chooseByName() {
    Http.Answer one = http.get("/api/c2c/health_check?max_level=2&checks=fail,unknown");
    Http.Answer none = http.get("/api/c2c/health_check?checks=unknown");
    Http.Answer beyond = http.get("/api/c2c/health_check?checks=fail");

    assertThat(names(one, "failures")).containsExactly("fail");
    assertThat(names(one, "successes")).isEmpty();
    assertThat(none.status()).isEqualTo(200);
    assertThat(beyond.object()).containsEntry("failures", Map.of());
  }

  @Test
  void versionAndRedis_comeByThemselves() {
    Http.Answer answer =
        http.get("/api/c2c/health_check?max_level=2&checks=version," + fleet.redis.uri());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(check(answer, "successes", "version").get("result"))
        .asInstanceOf(MAP)
        .containsEntry("version", Fleet.VERSION);
    assertThat(check(answer, "successes", fleet.redis.uri()).get("result"))
        .asInstanceOf(MAP)
        .containsKeys("info", "dbsize");
  }

  @Test
  void failure_isLogged() {
    http.get("/api/c2c/health_check?max_level=2&checks=fail");

    assertThat(fleet.one.out()).contains("Health check fail failed");
  }

  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  private static Set<String> names(Http.Answer answer, String how) {
    return ((Map<String, Object>) answer.object().get(how)).keySet();
  }

  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  private static Map<String, Object> check(Http.Answer answer, String how, String name) {
    return ((Map<String, Map<String, Object>>) answer.object().get(how)).get(name);
  }
}
