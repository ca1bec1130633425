package dev.weft.web.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.web.Ops;
import dev.weft.web.RawHttp;
import dev.weft.web.WebServer;
import dev.weft.web.WebServlet;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.PrettyJson;
import dev.weft.web.view.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorsServiceTest {
  private static final String ORIGIN = "Origin: http://example.com";

  private Ops ops;
  private WebServer server;

  @BeforeEach
  void start() {
    ops =
        Ops.builder()
            .service(
                CorsService.at("ping", "/ping").get(call -> Reply.json(Map.of("ü", true))).build())
            .service(
                CorsService.at("ascii", "/ascii")
                    .form(PrettyJson.ASCII)
                    .get(call -> Reply.json(Map.of("ü", true)))
                    .build())
            .service(
                CorsService.at("hello", "/hello")
                    .credentials(true)
                    .get(call -> Reply.json(Map.of("value", "master")))
                    .put(call -> Reply.json("put"))
                    .post(call -> {
                      throw new HttpError(403, "bam");
                    })
                    .build())
            .service(
                CorsService.at("moved", "/moved")
                    .credentials(true)
                    .get(call -> {
                      throw new HttpError(301, "", Map.of("Location", "http://example.com/"));
                    })
                    .build())
            .service(
                CorsService.at("below", "/below/*")
                    .get(call -> Reply.json(call.request().getPathInfo()))
                    .build())
            .service(CorsService.at("own", "/own").methods("GET", "PUT").build())
            .build();
    server =
        WebServer.with(
            ops,
            application ->
                application.servlet(
                    "own",
                    "/own",
                    new WebServlet((request, response) -> response.getWriter().write("own"))));
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
  void get_isRenderedInUtf8AndNotKept() {
    RawHttp.Answer answer = ask("GET", "/ping");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\n  \"ü\": true\n}");
    assertThat(answer.header("Cache-Control")).contains("no-cache");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void form_mayBeAscii() {
    assertThat(ask("GET", "/ascii").body()).isEqualTo("{\n  \"\\u00fc\": true\n}");
  }

  @Test
  void head_comesWithGet() {
    RawHttp.Answer answer = ask("HEAD", "/ping");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void simpleRequest_isOpenToAll() {
    assertThat(ask("GET", "/ping", ORIGIN).header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void credentials_echoTheOrigin() {
    RawHttp.Answer answer = ask("GET", "/hello", ORIGIN);

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://example.com");
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @Test
  void credentials_areToldWithoutAnOriginToo() {
    RawHttp.Answer answer = ask("GET", "/hello");

    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void preflight_isAnsweredForADay() {
    RawHttp.Answer answer =
        ask(
            "OPTIONS",
            "/hello",
            ORIGIN,
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Headers: x-one, X-Two");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("null");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Access-Control-Allow-Methods"))
        .isEqualTo("GET,HEAD,PUT,POST,OPTIONS");
    assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("x-one,X-Two");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("86400");
    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=86400");
    assertThat(answer.header("Vary")).isEqualTo("Origin");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://example.com");
  }

  @Test
  void preflight_withoutHeadersAskedFor_namesNone() {
    RawHttp.Answer answer = ask("OPTIONS", "/ping", ORIGIN, "Access-Control-Request-Method: GET");

    assertThat(answer.header("Access-Control-Allow-Headers")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void preflight_withoutOriginAndMethod_is400() {
    RawHttp.Answer answer = ask("OPTIONS", "/ping");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"error\",\"errors\":["
                + "{\"location\":\"header\",\"name\":\"Origin\","
                + "\"description\":\"this header is mandatory\"},"
                + "{\"location\":\"header\",\"name\":\"Access-Control-Request-Method\","
                + "\"description\":\"this header is mandatory\"}]}");
  }

  @Test
  void preflight_ofAnUndefinedMethod_is400() {
    RawHttp.Answer answer = ask("OPTIONS", "/ping", ORIGIN, "Access-Control-Request-Method: PUT");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("\"description\":\"Method not allowed\"");
  }

  @Test
  void undefinedMethod_is405WithWhatThereIs() {
    RawHttp.Answer answer = ask("DELETE", "/hello");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PUT, POST, OPTIONS");
    assertThat(answer.body()).isEqualTo("{\n  \"message\": \"\",\n  \"status\": 405\n}");
  }

  @Test
  void failure_followsTheServicesRules() {
    RawHttp.Answer with = ask("POST", "/hello", ORIGIN);
    RawHttp.Answer without = ask("POST", "/hello");

    assertThat(with.status()).isEqualTo(403);
    assertThat(with.header("Access-Control-Allow-Origin")).isEqualTo("http://example.com");
    assertThat(with.headers()).doesNotContainKey("access-control-allow-headers");
    assertThat(without.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void redirection_isOpenToAll_unlessTheRulesSaySomethingElse() {
    assertThat(ask("GET", "/moved").header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(ask("GET", "/moved", ORIGIN).header("Access-Control-Allow-Origin"))
        .isEqualTo("http://example.com");
    assertThat(ask("GET", "/moved").header("Location")).isEqualTo("http://example.com/");
    assertThat(ask("GET", "/moved").header("Cache-Control")).contains("no-cache");
  }

  @Test
  void pattern_coversWhatIsBelow() {
    assertThat(ask("GET", "/below/1").body()).isEqualTo("\"/1\"");
  }

  @Test
  void servletOfTheApplication_mayAnswer() {
    assertThat(ask("GET", "/own", ORIGIN).body()).isEqualTo("own");
    assertThat(ask("GET", "/own", ORIGIN).header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(ask("POST", "/own").status()).isEqualTo(405);
  }
}
