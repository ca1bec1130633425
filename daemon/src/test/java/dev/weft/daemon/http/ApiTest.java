package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.daemon.config.HttpSettings;
import dev.weft.testkit.WireRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {
  private static final String TASK = "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11";

  @TempDir Path folder;
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.in(folder).sink("store", new Memory()).start();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void send(int count) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(WireRecord.said(TASK, i).message("line " + i)).append('\n');
    }
    served.post("/api/v1/events", lines.toString());
    Awaitility.await()
        .until(() -> served.collector().store().orElseThrow().state().arrivals() >= count);
  }

  @Test
  void events_areRows_withCursorAndCompleteness() throws Exception {
    send(3);

    HttpResponse<String> first = served.get("/api/v1/events?limit=2&order=asc");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(first.headers().firstValue("X-Weft-Complete")).hasValue("true");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(first.headers().firstValue("Server-Timing").orElseThrow())
        .matches("store;dur=\\d+\\.\\d, total;dur=\\d+\\.\\d");
    assertThat(first.body().lines()).hasSize(2).first().asString().contains("line 0");
    String cursor = first.headers().firstValue("X-Weft-Cursor").orElseThrow();
    HttpResponse<String> second = served.get("/api/v1/events?limit=2&order=asc&cursor=" + cursor);
    assertThat(second.body().lines()).singleElement().asString().contains("line 2");
    assertThat(second.headers().firstValue("X-Weft-Cursor")).isEmpty();
  }

  @Test
  void accept_choosesTheForm() throws Exception {
    send(2);

    assertThat(
            served
                .get("/api/v1/events", "Accept", "text/csv")
                .headers()
                .firstValue("Content-Type")
                .orElseThrow())
        .startsWith("text/csv");
    assertThat(
            served
                .get(
                    "/api/v1/events", "Accept", "text/html, application/json;q=0.9, text/csv;q=0.5")
                .headers()
                .firstValue("Content-Type"))
        .hasValue("application/json");
    assertThat(served.get("/api/v1/count", "Accept", "*/*").body()).isEqualTo("{\"count\":2}");
  }

  @Test
  void anIdMayHoldItsSlashes_encodedOrNot() throws Exception {
    send(1);

    assertThat(served.get("/api/v1/events/0@" + TASK).statusCode()).isEqualTo(200);
    assertThat(served.get("/api/v1/events/0%40" + TASK).statusCode()).isEqualTo(200);
    HttpResponse<String> below = served.get("/api/v1/events/0%40" + TASK + "%2F1");
    assertThat(below.statusCode()).isEqualTo(404);
    assertThat(Served.json(below)).containsEntry("error", "not-found");
  }

  @Test
  void aWrongQuestion_isAnsweredWithItsPlaceAndCure() throws Exception {
    HttpResponse<String> response = served.get("/api/v1/events?q=time:%5B1%202%5D");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Served.json(response))
        .containsEntry("error", "query")
        .containsKeys("message", "pos", "expected");
    assertThat(served.raw("GET /api/v1/events?q=%zz HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"error\":\"parameter\"");
    assertThat(served.get("/api/v1/events?q=%ff").body()).contains("percent-encoded UTF-8");
    assertThat(served.get("/api/v1/events?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotThere_is404_andOtherMethodsAre405() throws Exception {
    assertThat(served.get("/api/v1/evnts").statusCode()).isEqualTo(404);
    assertThat(served.get("/api/v2/events").body()).contains("the API is at /api/v1");
    HttpResponse<String> put = served.send("PUT", "/api/v1/events", "{}");
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
    assertThat(served.send("DELETE", "/api/v1/state", "").headers().firstValue("Allow"))
        .hasValue("GET, HEAD");
    assertThat(served.send("POST", "/api/v1/views/a", "").headers().firstValue("Allow"))
        .hasValue("GET, HEAD, PUT, DELETE");
    assertThat(served.send("OPTIONS", "/api/v1/events", "").statusCode()).isEqualTo(204);
    assertThat(served.send("POST", "/s", "").statusCode()).isEqualTo(405);
  }

  @Test
  void head_hasTheHeadersAlone() throws Exception {
    send(1);
    HttpResponse<String> response =
        served.send(
            served.request("/api/v1/events").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
  }

  @Test
  void largeAnswers_areCompressed() throws Exception {
    send(100);
    String plain = served.get("/api/v1/events").body();

    for (String encoding : List.of("gzip", "deflate")) {
      HttpResponse<byte[]> response =
          served
              .client()
              .send(
                  served.request("/api/v1/events").header("Accept-Encoding", encoding).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.headers().firstValue("Content-Encoding")).hasValue(encoding);
      assertThat(response.headers().firstValue("Vary").orElseThrow()).contains("Accept-Encoding");
      ByteArrayInputStream bytes = new ByteArrayInputStream(response.body());
      try (var in =
          encoding.equals("gzip") ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
      }
    }
    assertThat(
            served
                .get("/api/v1/events", "Accept-Encoding", "gzip;q=0")
                .headers()
                .firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void state_health_andMetrics_tellHowItIs() throws Exception {
    send(2);

    Map<String, Object> state = Served.json(served.get("/api/v1/state"));
    assertThat(state)
        .containsEntry("version", "development")
        .containsEntry("rights", List.of("read", "control", "admin"));
    assertThat(state.get("store").toString()).contains("events=2", "arrivals=2");
    assertThat(served.get("/api/v1/health").body())
        .isEqualTo("{\"status\":\"ok\",\"trouble\":null}");
    assertThat(served.get("/api/v1/metrics").body())
        .contains(
            "# TYPE weft_accepted_total counter\nweft_accepted_total{station=\"source.http\"} 2\n",
            "weft_delivered_total{station=\"sink.store\"} 2\n",
            "weft_store_events 2\n",
            "weft_streams 0\n",
            "weft_http_requests_total{status=\"200\"}");
  }

  @Test
  void openApi_describesEveryCall() throws Exception {
    Map<String, Object> document = Served.json(served.get("/api/v1/openapi.json"));

    assertThat(document.get("openapi").toString()).startsWith("3.");
    assertThat(((Map<?, ?>) document.get("paths")).keySet().stream().map(String::valueOf))
        .contains("/events", "/trees/{root}", "/stream", "/views/{slug}", "/metrics");
  }

  @Test
  void anAddressThatIsTooLong_isRefused_inJson() throws Exception {
    HttpResponse<String> response = served.get("/api/v1/events?q=" + "a".repeat(20_000));

    assertThat(response.statusCode()).isIn(414, 431);
    assertThat(response.headers().firstValue("Server")).isEmpty();
    assertThat(Served.json(response)).containsEntry("error", "parameter");
  }

  @Test
  void aPortThatIsTaken_isNamed_withTheCure() {
    HttpSettings same =
        new HttpSettings(
            Optional.of(new HttpSettings.Listen("127.0.0.1", served.port())),
            List.of(),
            List.of(),
            true,
            folder);

    assertThatThrownBy(() -> HttpServer.start(same, served.collector(), Clock.systemUTC()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("http: 127.0.0.1:" + served.port() + " cannot be had (")
        .hasMessageContaining("Address already in use")
        .hasMessageEndingWith(
            "; if another collector runs here, give \"listen\" under \"http\" another port, such as"
                + " 127.0.0.1:7411, or say listen: off");
  }

  @Test
  void withoutAStore_questionsSayWhatIsMissing_andTheRestWorks() throws Exception {
    try (Served bare = Served.in(folder).start()) {
      for (String path : List.of("/events", "/trees", "/stream", "/stats/facets")) {
        HttpResponse<String> response = bare.get("/api/v1" + path);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("unavailable", "add a sink of type store");
      }
      assertThat(Served.json(bare.get("/api/v1/state"))).containsEntry("store", null);
      assertThat(bare.get("/api/v1/health").statusCode()).isEqualTo(200);
    }
  }
}
