package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushgatewayTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer gateway;
  private volatile int status = 202;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            seen.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + '\n' + body);
            byte[] answer = "said\n".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void group_isPut() throws Exception {
    Pushgateway.of(base("/"), "db counts", "host/1")
        .add("m", 13, "gauge", Map.of("b", "B", "a", "A\"\\"))
        .add("m", 1.5, "gauge", Map.of())
        .add("c", 1, "counter", Map.of())
        .push(HttpClient.newHttpClient());
    assertThat(seen)
        .containsExactly(
            """
            PUT /metrics/job/db%20counts/instance/host%2F1
            # TYPE c counter
            c 1
            # TYPE m gauge
            m{a="A_\\\\", b="B"} 13
            m 1.5
            """);
  }

  @Test
  void instance_canBeLeftOut() throws Exception {
    Pushgateway.of(base(""), "job", null).push(HttpClient.newHttpClient());
    assertThat(seen).containsExactly("PUT /metrics/job/job\n");
  }

  @Test
  void otherType_isRefused() {
    Pushgateway group = Pushgateway.of(base(""), "job", null).add("m", 1, "gauge", Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> group.add("m", 1, "counter", Map.of()))
        .withMessage("type: expected gauge, as m was given before, got counter");
  }

  @Test
  void refusedGroup_isSaid() {
    status = 400;
    Pushgateway group = Pushgateway.of(base(""), "job", null);
    assertThatThrownBy(() -> group.push(HttpClient.newHttpClient()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the Pushgateway at 127.0.0.1:"
                + gateway.getAddress().getPort()
                + " answered 400: said");
  }

  private URI base(String path) {
    return URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + path);
  }
}
