package dev.weft.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.LogLines;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.RawHttp;
import dev.weft.web.WebServer;
import dev.weft.web.WebServlet;
import dev.weft.web.error.JsonErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final String HASH =
      "057ba03d6c44104863dc7361fe4578965d1887360f90a0895882e58a6248fc86";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private Ops ops;
  private WebServer server;

  @BeforeEach
  void start() {
    serve(OpsConfig.builder().secret("changeme").build());
  }

  private void serve(OpsConfig config) {
    ops =
        Ops.builder()
            .config(config)
            .route(Route.secret("c2c_hidden", "/hidden", call -> Reply.json("seen")))
            .route(Route.open("c2c_open", "/open", call -> Reply.json(call.authenticated())))
            .build();
    server =
        WebServer.with(
            ops,
            application ->
                application.servlet(
                    "own",
                    "/own",
                    new WebServlet((request, response) -> {
                      Access.of(request.getServletContext()).require(request, response);
                      response.getWriter().write("own");
                    })));
  }

  @AfterEach
  void stop() {
    server.close();
    ops.close();
  }

  private RawHttp.Answer get(String path, String... headers) {
    return RawHttp.ask(server.port(), "GET", "/api" + path, headers);
  }

  private RawHttp.Answer post(String path, String body, String... headers) {
    return RawHttp.ask(server.port(), "POST", "/api" + path, body, headers);
  }

  @Test
  void secret_isTakenFromQueryFormHeaderAndCookie() {
    assertThat(get("/c2c/hidden?secret=changeme").status()).isEqualTo(200);
    assertThat(post("/c2c/hidden", "secret=changeme", FORM).status()).isEqualTo(200);
    assertThat(get("/c2c/hidden", "X-API-Key: changeme").status()).isEqualTo(200);
    assertThat(get("/c2c/hidden", "Cookie: C2C_SECRET=" + HASH).status()).isEqualTo(200);
  }

  @Test
  void firstThatIsThere_decidesAlone() {
    assertThat(get("/c2c/hidden?secret=wrong", "X-API-Key: changeme").status()).isEqualTo(403);
    assertThat(get("/c2c/hidden", "X-API-Key: wrong", "Cookie: C2C_SECRET=" + HASH).status())
        .isEqualTo(403);
    assertThat(get("/c2c/hidden", "Cookie: C2C_SECRET=wrong").status()).isEqualTo(403);
    assertThat(get("/c2c/hidden", "Cookie: C2C_SECRET=12.wrong").status()).isEqualTo(403);
  }

  @Test
  void refusal_saysWhatIsMissing() {
    try (LogLines log = LogLines.ofAllLevels(JsonErrors.LOGGER)) {
      RawHttp.Answer answer = get("/c2c/hidden");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body())
          .isEqualTo(
              "{\n  \"message\": \"Missing or invalid secret (parameter, X-API-Key header or"
                  + " cookie)\",\n  \"status\": 403\n}");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Cache-Control")).contains("no-cache");
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).startsWith("WARNING GET ");
    }
  }

  @Test
  void goodSecret_setsTheCookie() {
    assertThat(get("/c2c/open?secret=changeme").header("Set-Cookie"))
        .matches(
            "C2C_SECRET="
                + HASH
                + "; Max-Age=604800; Path=/; expires=\\w{3}, \\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d:\\d\\d GMT;"
                + " HttpOnly; SameSite=Lax");
  }

  @Test
  void cookie_isSecureBehindHttps() {
    assertThat(get("/c2c/open?secret=changeme", "X-Forwarded-Proto: https").header("Set-Cookie"))
        .endsWith("; SameSite=Lax; Secure");
  }

  @Test
  void goodCookie_isRefreshed() {
    RawHttp.Answer answer = get("/c2c/open", "Cookie: C2C_SECRET=" + HASH);

    assertThat(answer.body()).isEqualTo("true");
    assertThat(answer.header("Set-Cookie")).startsWith("C2C_SECRET=" + HASH);
  }

  @Test
  void badCookie_isLeftAlone() {
    RawHttp.Answer answer = get("/c2c/open", "Cookie: C2C_SECRET=wrong");

    assertThat(answer.body()).isEqualTo("false");
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
  }

  @Test
  void emptySecret_takesTheCookieAway() {
    assertThat(post("/c2c", "secret=", FORM).header("Set-Cookie"))
        .isEqualTo("C2C_SECRET=; Max-Age=0; Path=/; expires=Wed, 31-Dec-97 23:59:59 GMT");
    assertThat(get("/c2c/hidden?secret=").headers()).doesNotContainKey("set-cookie");
    assertThat(get("/c2c/hidden?secret=").status()).isEqualTo(403);
  }

  @Test
  void ownView_mayAskForTheSecret() {
    assertThat(get("/own").status()).isEqualTo(403);
    assertThat(get("/own", "X-API-Key: changeme").body()).isEqualTo("own");
  }

  @Test
  void withoutSecret_nothingHiddenIsThereAndCookiesDoNoHarm() {
    stop();
    serve(OpsConfig.builder().build());

    assertThat(get("/c2c/hidden", "Cookie: C2C_SECRET=" + HASH).status()).isEqualTo(404);
    assertThat(get("/c2c/open", "Cookie: C2C_SECRET=" + HASH).body()).isEqualTo("false");
    assertThat(get("/c2c", "Cookie: C2C_SECRET=" + HASH).status()).isEqualTo(200);
    assertThat(get("/own", "Cookie: C2C_SECRET=").status()).isEqualTo(403);
  }

  @Test
  void signedCookie_isValidForSevenDays() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    String header = cookie(now).header(false);
    String value = header.substring("C2C_SECRET=".length(), header.indexOf(';'));

    assertThat(value).startsWith("1800604800.");
    assertThat(cookie(now.plus(Duration.ofDays(6))).valid(value)).isTrue();
    assertThat(cookie(now.plus(Duration.ofDays(8))).valid(value)).isFalse();
    assertThat(cookie(now).valid(value.replace("18006", "19006"))).isFalse();
    assertThat(cookie(now).valid(HASH)).isTrue();
  }

  @Test
  void signedCookie_isGivenWhereItIsConfigured() {
    stop();
    serve(OpsConfig.builder().secret("changeme").signedCookie(true).build());

    String header = get("/c2c/open?secret=changeme").header("Set-Cookie");
    assertThat(header).doesNotContain(HASH);
    assertThat(get("/c2c/open", "Cookie: " + header.substring(0, header.indexOf(';'))).body())
        .isEqualTo("true");
  }

  private static SecretCookie cookie(Instant now) {
    return new SecretCookie("changeme", true, Clock.fixed(now, ZoneOffset.UTC));
  }
}
