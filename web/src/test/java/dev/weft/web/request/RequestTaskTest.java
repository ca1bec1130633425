package dev.weft.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.Weft;
import dev.weft.event.codec.JsonReader;
import dev.weft.testkit.RecordingSink;
import dev.weft.web.Ops;
import dev.weft.web.WebServer;
import dev.weft.web.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTaskTest {
  private final RecordingSink sink = new RecordingSink();
  private Ops ops;
  private WebServer server;

  @BeforeEach
  void start() {
    Weft.configure().to(sink).service("shop").start();
    ops = Ops.builder().build();
    server =
        WebServer.with(
            ops,
            application ->
                application.servlet("hello", "/hello", new WebServlet(RequestTaskTest::answer)));
  }

  @AfterEach
  void stop() {
    server.close();
    ops.close();
    Weft.close();
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response) {
    if (request.getParameter("fail") != null) {
      throw new IllegalStateException("boom");
    }
    response.setStatus(201);
  }

  private List<Map<?, ?>> records(String task) {
    await().until(() -> Weft.flush(Duration.ofSeconds(5)));
    return sink.records().stream()
        .map(record -> (Map<?, ?>) JsonReader.read(record))
        .filter(record -> record.toString().contains(task))
        .<Map<?, ?>>map(record -> record)
        .toList();
  }

  @Test
  void request_isATaskWithItsFieldsAndItsStatus() {
    server.get("/hello", "X-Request-ID", "abc");

    String text = records("abc").toString();
    assertThat(text)
        .contains("GET /api/hello")
        .contains("GET /api/hello 201")
        .contains("request_id=abc")
        .contains("method=GET")
        .contains("path=/api/hello")
        .contains("status=201")
        .contains("succeeded");
  }

  @Test
  void failedRequest_isAFailedTask() {
    server.get("/hello?fail=1", "X-Request-ID", "def");

    assertThat(records("def").toString())
        .contains("FAILED GET /api/hello")
        .contains("answered with status 500: java.lang.IllegalStateException: boom")
        .contains("status=500")
        .contains("failed");
  }
}
