package dev.weft.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.web.request.RequestInfo;
import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpsTest {
  @Test
  void route_isAnsweredInsideItsRequest() {
    Route route =
        Route.open(
            "c2c_who",
            "/who",
            call -> Reply.json(Map.of("id", RequestInfo.current().orElseThrow().id())));
    try (Ops ops = Ops.builder().route(route).build();
        WebServer server = WebServer.with(ops, application -> {})) {
      HttpResponse<String> answer = server.get("/c2c/who", "X-Request-ID", "abc");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\n  \"id\": \"abc\"\n}");
      assertThat(answer.headers().firstValue("X-Request-ID")).hasValue("abc");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }
  }
}
