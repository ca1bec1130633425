package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.12: failures become JSON, and are logged by how serious they are. */
@ExtendWith(FleetExtension.class)
class ErrorsIT {
  private final Fleet fleet;
  private final Http http;

  ErrorsIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void status_isJsonWithItsDetail() {
    Http.Answer answer = http.get("/api/error?code=403");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo("{\n  \"message\": \"bam\",\n  \"status\": 403\n}");
  }

  @Test
  void statusOfTheSecretsKeeper_hasNoTraceEither() {
    assertThat(http.get("/api/error?code=500", Fleet.KNOWN).object())
        .isEqualTo(Map.of("message", "bam", "status", 500L));
  }

  @Test
  void unauthorized_challenges() {
    Http.Answer answer = http.get("/api/error?code=401");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
  }

  @Test
  void redirectionAndNoContent_pass() {
    Http.Answer moved = http.get("/api/error?code=301");
    Http.Answer empty = http.get("/api/error?code=204");

    assertThat(moved.status()).isEqualTo(301);
    assertThat(moved.header("Location")).isEqualTo("http://www.camptocamp.com/en/actuality");
    assertThat(empty.status()).isEqualTo(204);
    assertThat(empty.body()).isEmpty();
    assertThat(empty.header("Content-Type")).isEmpty();
  }

  @Test
  void exception_isA500() {
    Http.Answer answer = http.get("/api/error", "X-Request-ID", "err-1");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.object()).isEqualTo(Map.of("message", "boom", "status", 500L));
    await()
        .untilAsserted(
            () -> assertThat(fleet.one.out()).contains("/api/error returned status code 500"));
  }

  @Test
  void secret_showsTheTrace() {
    assertThat(http.get("/api/error", Fleet.KNOWN).object().get("stacktrace"))
        .asString()
        .contains("boom", "\tat ");
  }

  @Test
  void duplicateKey_isA400WithoutSql() {
    Http.Answer answer = http.get("/api/error?db=dup");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object()).containsEntry("status", 400L).doesNotContainKey("stacktrace");
    assertThat(answer.body().toLowerCase(java.util.Locale.ROOT)).doesNotContain("insert");
    assertThat(http.get("/api/error?db=dup", Fleet.KNOWN).object()).containsKey("stacktrace");
  }

  @Test
  void unknownPath_isA404NamedByItself() {
    Http.Answer answer = http.get("/api/not_found");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.object()).isEqualTo(Map.of("message", "/api/not_found", "status", 404L));
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("86400");
    assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("session-id");
  }

  @Test
  void wrongMethodOfAView_isA404() {
    assertThat(http.send("PUT", "/api/c2c/versions.json").status()).isEqualTo(404);
    assertThat(http.send("OPTIONS", "/api/c2c/versions.json").status()).isEqualTo(200);
  }
}
