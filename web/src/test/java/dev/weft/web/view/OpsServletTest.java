package dev.weft.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.RawHttp;
import dev.weft.web.WebServer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpsServletTest {
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
            .route(Route.open("c2c_ä", "/values", call -> Reply.json(Map.of("b", "ä/", "a", 1))))
            .route(
                new Route(
                    "own",
                    Set.of("GET"),
                    "/elsewhere",
                    false,
                    false,
                    call -> Reply.text("text/plain; version=0.0.4; charset=utf-8", "x 1\n")))
            .route(
                Route.open("c2c_number", "/number", call -> Reply.json(call.number("n").orElse(0))))
            .route(Route.open("c2c_health", "/health_check", call -> Reply.json("good")))
            .route(Route.secret("c2c_logging", "/logging/level", call -> Reply.json("good")))
            .indexTitle(url -> Html.paragraph("Shop <&>"))
            .indexPart(url -> Html.link(url.apply("/values").orElse("none"), "Values"))
            .indexPartForKnown(url -> Html.section("Hidden"))
            .build();
    server = WebServer.with(ops, application -> {});
  }

  @AfterEach
  void stop() {
    server.close();
    ops.close();
  }

  private RawHttp.Answer ask(String method, String path, String... headers) {
    return RawHttp.ask(server.port(), method, "/api" + path, headers);
  }

  @Test
  void json_isSortedAndIndentedAndNotKept() {
    RawHttp.Answer answer = ask("GET", "/c2c/values");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\n  \"a\": 1,\n  \"b\": \"ä/\"\n}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control"))
        .isEqualTo("max-age=0, must-revalidate, no-cache, no-store");
    assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    assertThat(answer.headers()).containsKeys("expires", "last-modified");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void head_worksWhereverGetDoes() {
    RawHttp.Answer answer = ask("HEAD", "/c2c/values");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "POST", "DELETE"})
  void wrongMethod_is404(String method) {
    RawHttp.Answer answer = ask(method, "/c2c/values");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\n  \"message\": \"/api/c2c/values\",\n  \"status\": 404\n}");
  }

  @Test
  void options_isEmptyAndOpenToAll() {
    RawHttp.Answer answer = ask("OPTIONS", "/c2c/values");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void route_mayStandElsewhere() {
    RawHttp.Answer answer = ask("GET", "/elsewhere");

    assertThat(answer.body()).isEqualTo("x 1\n");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(ask("GET", "/c2c/elsewhere").status()).isEqualTo(404);
  }

  @Test
  void wrongNumber_is400() {
    RawHttp.Answer answer = ask("GET", "/c2c/number?n=abc");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("the parameter n has to be a whole number, not \\\"abc\\\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/c2c", "/c2c/"})
  void index_leadsToWhatIsThere(String path) {
    RawHttp.Answer answer = ask("GET", path);

    // Jetty leaves out the space and writes small letters.
    assertThat(answer.header("Content-Type").replace(" ", ""))
        .isEqualToIgnoringCase("text/html;charset=UTF-8");
    assertThat(answer.body())
        .contains("<h2>Health checks</h2>")
        .contains("action=\"http://127.0.0.1:" + server.port() + "/api/c2c/health_check\"")
        .contains("<p>Shop &lt;&amp;&gt;</p>")
        .contains("/api/c2c/values\"")
        .contains("<h2>Authentication</h2>")
        .contains("method=\"post\" target=\"_self\"")
        .contains("<input type=\"password\" name=\"secret\"")
        .contains("Login")
        .doesNotContain("Statistics")
        .doesNotContain("Logging")
        .doesNotContain("Hidden");
  }

  @Test
  void index_showsMoreToThoseWhoKnow() {
    assertThat(ask("GET", "/c2c?secret=changeme").body())
        .contains("<h2>Logging</h2>")
        .contains("<h2>Hidden</h2>")
        .contains("<input type=\"hidden\" name=\"secret\" value=\"\">")
        .contains("Logout")
        .doesNotContain("Login")
        .doesNotContain("changeme");
  }

  @Test
  void index_namesItselfAsTheProxyDoes() {
    assertThat(
            ask("GET", "/c2c", "X-Forwarded-Proto: https", "X-Forwarded-Host: example.com").body())
        .contains("action=\"https://example.com/api/c2c/health_check\"");
  }

  @Test
  void emptyBase_hasNoIndex() {
    stop();
    serve(OpsConfig.builder().basePath("").build());

    assertThat(ask("GET", "/values").status()).isEqualTo(200);
    assertThat(ask("GET", "/").status()).isEqualTo(404);
    assertThat(ask("GET", "/c2c").status()).isEqualTo(404);
  }
}
