package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.config.Right;
import dev.weft.daemon.config.Token;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  private static final String READER = "reader-0123456789abcdef";
  private static final String SENDER = "sender+0123456789/abcdef=";
  private static final String VIEW = "{\"title\":\"Late payments\"}";

  @TempDir Path folder;

  private Served open() throws Exception {
    return Served.in(folder).sink("store", new Memory()).host("weft.example").start();
  }

  private Served guarded() throws Exception {
    return Served.in(folder)
        .sink("store", new Memory())
        .token(Token.of("reader", READER, Right.READ))
        .token(Token.of("sender", SENDER, Right.CONTROL))
        .start();
  }

  @Test
  void host_hasToBeOneOfOurs() throws Exception {
    try (Served served = open()) {
      for (String host :
          List.of("localhost", "127.0.0.1:1", "[::1]:7410", "a.localhost", "WEFT.example:443")) {
        assertThat(served.raw("GET /api/v1/state HTTP/1.1", "Host: " + host))
            .as(host)
            .startsWith("HTTP/1.1 200 ");
      }
      for (String host :
          List.of("evil.example", "weft.example.evil.example", "localhost.evil.example:80")) {
        assertThat(served.raw("GET /api/v1/state HTTP/1.1", "Host: " + host))
            .as(host)
            .startsWith("HTTP/1.1 403 ")
            .contains("\"error\":\"forbidden\"", "add the name to \\\"hosts\\\"");
      }
      assertThat(served.raw("GET / HTTP/1.1", "Host: evil.example")).startsWith("HTTP/1.1 403 ");
      assertThat(served.raw("GET /api/v1/state HTTP/1.0")).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void origin_hasToBeThisCollector() throws Exception {
    try (Served served = open()) {
      String own = "http://localhost:" + served.port();
      String host = "Host: localhost:" + served.port();
      assertThat(post(served, host, "Origin: " + own)).startsWith("HTTP/1.1 200 ");
      // Behind a proxy that ends TLS, neither names the usual port.
      assertThat(post(served, "Host: weft.example", "Origin: https://weft.example"))
          .startsWith("HTTP/1.1 200 ");
      assertThat(post(served, "Host: weft.example:443", "Origin: https://weft.example"))
          .startsWith("HTTP/1.1 200 ");
      for (String origin :
          List.of("null", "http://evil.example", "http://localhost:1", own + ".evil.example")) {
        assertThat(post(served, host, "Origin: " + origin)).as(origin).startsWith("HTTP/1.1 403 ");
        assertThat(served.raw("GET /api/v1/stream HTTP/1.1", host, "Origin: " + origin))
            .startsWith("HTTP/1.1 403 ");
      }
      assertThat(served.raw("GET /api/v1/events HTTP/1.1", host, "Sec-Fetch-Site: cross-site"))
          .startsWith("HTTP/1.1 403 ");
      assertThat(
              served.raw(
                  "GET / HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
          .doesNotStartWith("HTTP/1.1 403 ");
    }
  }

  private static String post(Served served, String... headers) throws Exception {
    return served.raw("POST /api/v1/events HTTP/1.1", headers[0], headers[1], "Content-Length: 0");
  }

  @Test
  void withoutATokenOfOurs_thereIsNothing_butThePageAndHealth() throws Exception {
    try (Served served = guarded()) {
      for (String path : List.of("/events", "/state", "/stream", "/views", "/metrics", "/none")) {
        HttpResponse<String> response = served.get("/api/v1" + path);
        assertThat(response.statusCode()).as(path).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
            .hasValue("Bearer realm=\"weft\"");
        assertThat(response.body()).contains("Authorization: Bearer TOKEN", "?token=TOKEN");
      }
      assertThat(
              served.get("/api/v1/state", "Authorization", "Bearer " + READER + "x").statusCode())
          .isEqualTo(401);
      assertThat(served.get("/api/v1/state", "Authorization", "Basic abc").body())
          .contains("no token of this collector");
      assertThat(served.get("/api/v1/health").statusCode()).isEqualTo(200);
      assertThat(served.post("/api/v1/events", "{}").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void rights_areHeldTo() throws Exception {
    try (Served served = guarded()) {
      String reader = "Bearer " + READER;
      String sender = "bearer " + SENDER;
      assertThat(served.get("/api/v1/state", "Authorization", reader).body())
          .contains("\"rights\":[\"read\"]");
      assertThat(served.get("/api/v1/state", "Authorization", sender).body())
          .contains("\"rights\":[\"read\",\"control\"]");
      HttpResponse<String> refused = served.post("/api/v1/events", "{}", "Authorization", reader);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("the right \\\"control\\\"; yours has \\\"read\\\"");
      assertThat(served.post("/api/v1/events", "{}", "Authorization", sender).statusCode())
          .isEqualTo(200);
      assertThat(put(served, reader).statusCode()).isEqualTo(403);
      assertThat(put(served, sender).statusCode()).isEqualTo(201);
    }
  }

  private static HttpResponse<String> put(Served served, String authorization) throws Exception {
    return served.send(
        served
            .request("/api/v1/views/late")
            .header("Authorization", authorization)
            .PUT(HttpRequest.BodyPublishers.ofString(VIEW)));
  }

  @Test
  void aTokenInTheAddress_becomesACookie_andLeavesIt() throws Exception {
    try (Served served = guarded()) {
      String given = SENDER.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
      HttpResponse<String> response = served.get("//s?q=a%20b&token=" + given + "&live=1");

      assertThat(response.statusCode()).isEqualTo(303);
      assertThat(response.headers().firstValue("Location")).hasValue("/s?live=1&q=a%20b");
      String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie)
          .startsWith("weft-" + served.port() + "=")
          .endsWith("; Path=/; HttpOnly; SameSite=Strict");
      assertThat(
              served
                  .get("/api/v1/state", "Cookie", cookie.substring(0, cookie.indexOf(';')))
                  .body())
          .contains("\"control\"");
      assertThat(served.get("/s?token=wrong").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void headers_keepThePageToItself() throws Exception {
    try (Served served = open()) {
      HttpResponse<String> response = served.get("/api/v1/state");
      assertThat(response.headers().map())
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry("x-frame-options", List.of("DENY"))
          .containsEntry(
              "content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"))
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void aToken_isNeverPrinted() {
    assertThat(Token.of("reader", READER, Right.READ)).hasToString("token reader (read)");
  }
}
