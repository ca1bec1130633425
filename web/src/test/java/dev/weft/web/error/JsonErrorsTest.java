package dev.weft.web.error;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.LogLines;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.WebServer;
import dev.weft.web.WebServlet;
import dev.weft.web.view.HttpError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonErrorsTest {
  private static final String DUPLICATE = "ERROR: duplicate key value violates unique constraint";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private LogLines log;
  private Ops ops;
  private WebServer server;

  @BeforeEach
  void start() {
    log = LogLines.ofAllLevels(JsonErrors.LOGGER);
    serve(OpsConfig.builder().secret("changeme").build());
  }

  private void serve(OpsConfig config) {
    ops =
        Ops.builder()
            .config(config)
            .errorListener((request, status, failure) ->
                told.add(request.path() + " " + status + " " + failure.getMessage()))
            .build();
    server =
        WebServer.with(
            ops,
            application ->
                application.servlet("error", "/error", new WebServlet(JsonErrorsTest::fail)));
  }

  @AfterEach
  void stop() {
    server.close();
    ops.close();
    log.close();
  }

  private static void fail(HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    String kind = request.getParameter("kind");
    switch (kind) {
      case "http" ->
          throw new HttpError(
              Integer.parseInt(request.getParameter("code")), request.getParameter("detail"));
      case "basic" ->
          throw new HttpError(401, "bam", Map.of("WWW-Authenticate", "Basic realm=\"x\""));
      case "moved" ->
          throw new HttpError(301, "", Map.of("Location", "http://www.camptocamp.com/"));
      case "sent" -> {
        response.sendError(409, "taken");
        response.getWriter().write("what nobody reads");
        response.flushBuffer();
        assertThat(response.isCommitted()).isTrue();
      }
      case "data" ->
          throw new IllegalStateException(
              "insert into hello values ('x')", new SQLException(DUPLICATE, "23505"));
      case "batch" -> {
        BatchUpdateException batch =
            new BatchUpdateException("Batch entry 0 insert into hello", "23505", 0, new int[0]);
        batch.setNextException(new SQLException(DUPLICATE, "23505"));
        throw batch;
      }
      case "sql" -> throw new SQLException("no such table", "42P01");
      case "gone" -> throw new EofException();
      case "checked" -> throw new Exception("boom");
      case "error" -> throw new AssertionError("boom");
      case "endless" -> {
        for (int i = 0; i < 100_000; i++) {
          response.getOutputStream().write(new byte[10_000]);
        }
      }
      case "half" -> {
        response.setHeader("Cache-Control", "max-age=3600");
        response.setHeader("X-Kept", "yes");
        response.getOutputStream().print("half an answer");
        throw new IllegalStateException("boom");
      }
      case "late" -> {
        response.getOutputStream().print("half an answer");
        response.flushBuffer();
        throw new IllegalStateException("boom");
      }
      default -> throw new IllegalStateException("boom ü");
    }
  }

  /** As Jetty's. */
  private static final class EofException extends EOFException {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @CsvSource({"400,WARNING", "403,WARNING", "418,WARNING", "500,SEVERE", "503,WARNING", "401,FINE"})
  void httpError_isAnsweredWithItsDetailAndLoggedByStatus(int status, String level) {
    HttpResponse<String> answer = server.get("/error?kind=http&detail=bam&code=" + status);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body())
        .isEqualTo("{\n  \"message\": \"bam\",\n  \"status\": " + status + "\n}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(log.lines())
        .containsExactly(
            level
                + " GET "
                + server.at("/error?kind=http&detail=bam&code=" + status)
                + " returned status code "
                + status
                + ": bam");
    assertThat(log.thrown()).isEmpty();
  }

  @Test
  void httpError_neverShowsATrace() {
    HttpResponse<String> answer =
        server.get("/error?kind=http&detail=bam&code=500", "X-API-Key", "changeme");

    assertThat(answer.body()).doesNotContain("stacktrace");
  }

  @Test
  void httpError_withoutDetail_isExplained() {
    assertThat(server.get("/error?kind=http&detail=&code=403").body())
        .contains("\"message\": \"Access was denied to this resource.\"");
  }

  @Test
  void httpError_keepsItsHeaders() {
    HttpResponse<String> answer = server.get("/error?kind=basic");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"x\"");
  }

  @Test
  void httpError_onOptions_isEmptyAndGood() {
    HttpResponse<String> answer =
        server.send("OPTIONS", "/error?kind=http&code=403&detail=bam", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void redirection_passes() {
    HttpResponse<String> answer = server.get("/error?kind=moved");

    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).hasValue("http://www.camptocamp.com/");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(answer.body()).contains("301 Moved Permanently");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void noContent_hasNeitherTypeNorLength() {
    HttpResponse<String> answer = server.get("/error?kind=http&detail=&code=204");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().map()).doesNotContainKeys("content-type", "content-length");
  }

  @Test
  void sentError_isAnsweredAsJson() {
    HttpResponse<String> answer = server.get("/error?kind=sent");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("{\n  \"message\": \"taken\",\n  \"status\": 409\n}");
  }

  @Test
  void refusedData_is400WithoutSql() {
    HttpResponse<String> answer = server.get("/error?kind=data");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\n  \"message\": \"" + DUPLICATE + "\",\n  \"status\": 400\n}");
    assertThat(log.lines())
        .containsExactly(
            "SEVERE GET " + server.at("/error?kind=data") + " returned status code 400");
    assertThat(log.thrown()).hasSize(1);
  }

  @Test
  void refusedBatch_is400WithoutSql() {
    assertThat(server.get("/error?kind=batch").body()).contains(DUPLICATE).doesNotContain("insert");
  }

  @Test
  void refusedData_withTheSecret_showsSqlAndTrace() {
    HttpResponse<String> answer = server.get("/error?kind=data", "X-API-Key", "changeme");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("insert into hello values ('x')")
        .contains("\"stacktrace\": \"java.lang.IllegalStateException");
  }

  @Test
  void otherSqlFailure_is500() {
    assertThat(server.get("/error?kind=sql").statusCode()).isEqualTo(500);
  }

  @Test
  void clientGone_isLoggedAtInfo() {
    server.get("/error?kind=gone");

    assertThat(log.lines())
        .containsExactly("INFO GET " + server.at("/error?kind=gone") + " returned status code 500");
  }

  @Test
  void clientThatLeaves_isLoggedAtInfo() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write("GET /api/error?kind=endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      // Then the other side is refused at once.
      socket.setSoLinger(true, 0);
    }

    await().until(() -> !log.lines().isEmpty());
    assertThat(log.lines())
        .containsExactly("INFO GET http://x/api/error?kind=endless returned status code 500");
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"checked", "error", "half"})
  void anythingElse_is500WithItsMessage(String kind) {
    HttpResponse<String> answer = server.get("/error?kind=" + kind);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("{\n  \"message\": \"boom\",\n  \"status\": 500\n}");
    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).startsWith("SEVERE ");
    assertThat(told).containsExactly("/api/error 500 boom");
  }

  @Test
  void message_isWrittenInAscii() {
    assertThat(server.get("/error?kind=other").body()).contains("\"boom \\u00fc\"");
  }

  @Test
  void failure_takesBackWhatWasSaidOfTheContent_andKeepsTheRest() {
    HttpResponse<String> answer = server.get("/error?kind=half", "X-Request-ID", "abc");

    assertThat(answer.headers().firstValue("X-Kept")).hasValue("yes");
    assertThat(answer.headers().allValues("X-Request-ID")).containsExactly("abc");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-cache");
  }

  @Test
  void failure_afterTheAnswerBegan_cutsItOff() {
    assertThatThrownBy(() -> server.get("/error?kind=late"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void failure_letsPagesOfAllOriginsReadIt() {
    HttpResponse<String> answer =
        server.get("/error?kind=other", "Access-Control-Request-Method", "PUT");

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow().split(","))
        .containsExactlyInAnyOrder("PUT", "OPTIONS", "HEAD");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("session-id");
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("86400");
  }

  @Test
  void unmatchedPath_is404WithThePath() {
    HttpResponse<String> answer = server.get("/nowhere/at%20all");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\n  \"message\": \"/api/nowhere/at all\",\n  \"status\": 404\n}");
  }

  @Test
  void loggedUrl_hidesTheSecret() {
    server.get("/error?kind=http&code=403&detail=bam&secret=changeme&%73ecret=changeme");

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).doesNotContain("changeme").contains("secret=***&%73ecret=***");
  }

  @Test
  void development_showsTracesToAll() {
    stopServer();
    serve(OpsConfig.builder().development(true).build());

    assertThat(server.get("/error?kind=other").body()).contains("\"stacktrace\"");
  }

  @Test
  void disabled_leavesFailuresToTheContainer() {
    stopServer();
    serve(OpsConfig.builder().disableExceptionHandling(true).build());

    HttpResponse<String> answer = server.get("/error?kind=other");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("<html>");
    assertThat(log.lines()).isEmpty();
  }

  private void stopServer() {
    server.close();
    ops.close();
  }
}
