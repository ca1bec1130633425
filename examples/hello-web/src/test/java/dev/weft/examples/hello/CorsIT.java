package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.13: services that pages of all origins may call, and their JSON. */
@ExtendWith(FleetExtension.class)
class CorsIT {
  private static final String ORIGIN = "http://www.example.com";

  private final Http http;

  CorsIT(Fleet fleet) {
    this.http = fleet.one.http();
  }

  @Test
  void simpleRequest_isAllowedForAll() {
    Http.Answer answer = http.get("/api/ping", "Origin", ORIGIN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.allOf("Cache-Control")).contains("no-cache");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).isEqualTo("{\n  \"pong\": true\n}");
  }

  @Test
  void credentials_echoTheOrigin() {
    Http.Answer answer = http.get("/api/hello", "Origin", ORIGIN);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(http.get("/api/hello").header("Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @Test
  void preflight_isKeptForADay() {
    Http.Answer answer =
        http.send(
            "OPTIONS",
            "/api/hello",
            "Origin",
            ORIGIN,
            "Access-Control-Request-Method",
            "PUT",
            "Access-Control-Request-Headers",
            "x-one,x-two");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("null");
    assertThat(answer.allOf("Access-Control-Allow-Methods").split(","))
        .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "POST", "OPTIONS");
    assertThat(answer.allOf("Access-Control-Allow-Headers").split(","))
        .containsExactlyInAnyOrder("x-one", "x-two");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("86400");
    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=86400");
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @Test
  void preflightWithoutOrigin_isA400() {
    Http.Answer answer = http.send("OPTIONS", "/api/hello");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object()).containsEntry("status", "error");
    assertThat(answer.body()).contains("\"name\":\"Origin\"", "this header is mandatory");
  }

  @Test
  void preflightOfAnotherMethod_isA400() {
    Http.Answer answer =
        http.send(
            "OPTIONS", "/api/ping", "Origin", ORIGIN, "Access-Control-Request-Method", "DELETE");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Method not allowed");
  }

  @Test
  void undefinedMethod_isA405() {
    Http.Answer answer = http.send("DELETE", "/api/hello");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.allOf("Allow").split(", *"))
        .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "POST", "OPTIONS");
    assertThat(answer.object()).containsEntry("message", "").containsEntry("status", 405L);
  }

  @Test
  void emptyAnswer_isEmpty() {
    Http.Answer answer = http.send("PUT", "/api/empty");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }
}
