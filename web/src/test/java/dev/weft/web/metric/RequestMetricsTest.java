package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.web.request.RequestFilter;
import dev.weft.web.request.RequestInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of real requests to a Jetty. */
class RequestMetricsTest {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void request_isTimedByRouteAndStatus() throws Exception {
    start(Stats.to(sink));
    HttpResponse<String> answer = send("GET", "/ping");
    assertThat(answer.headers().allValues("Server-Timing"))
        .singleElement()
        .asString()
        .matches("route;desc=ping, route;dur=\\d+");
    assertThat(timed(1))
        .containsExactly("timer route{group=2, method=GET, route=ping, status=200}");
  }

  @Test
  void rendering_isTimedToTheEnd() throws Exception {
    start(Stats.to(sink));
    HttpResponse<String> answer = send("GET", "/json");
    assertThat(answer.headers().firstValue("Server-Timing").orElseThrow())
        .matches("route;desc=json, route;dur=\\d+, render;dur=\\d+");
    assertThat(timed(2))
        .containsExactly(
            "timer route{group=2, method=GET, route=json, status=200}",
            "timer render{group=2, method=GET, route=json, status=200}");
  }

  @Test
  void finalStatus_counts() throws Exception {
    start(Stats.to(sink));
    send("GET", "/late");
    assertThat(timed(1))
        .containsExactly("timer route{group=4, method=GET, route=late, status=400}");
  }

  @Test
  void whatNobodyAnswers_hasOneName() throws Exception {
    start(Stats.to(sink));
    send("GET", "/nowhere/17");
    assertThat(timed(1))
        .containsExactly("timer route{group=4, method=GET, route=_not_found, status=404}");
  }

  @Test
  void methodThatNobodyKnows_hasOneName() throws Exception {
    start(Stats.to(sink));
    send("MADEUP", "/ping");
    assertThat(timed(1))
        .singleElement()
        .asString()
        .startsWith("timer route{group=2, method=_other, route=ping, status=200");
  }

  @Test
  void withoutBackEnd_nothingIsTold() throws Exception {
    start(Stats.none());
    assertThat(send("GET", "/ping").headers().firstValue("Server-Timing")).isEmpty();
    assertThat(sink.seen).isEmpty();
  }

  private void start(Stats stats) throws Exception {
    RequestFilter filter = RequestFilter.builder().listener(RequestMetrics.to(stats)).build();
    ServletContextHandler context = new ServletContextHandler("/");
    context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder("ping", new Answer(200, false)), "/ping");
    context.addServlet(new ServletHolder("json", new Answer(200, true)), "/json");
    context.addServlet(new ServletHolder("late", new Answer(400, false)), "/late");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI at = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(at).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
  }

  /** What was told, without the times; the answer may be there before the request has ended. */
  private List<String> timed(int count) {
    await().until(() -> sink.seen.size() >= count);
    return sink.seen.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
  }

  private static final class Answer extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final int status;
    private final boolean rendered;

    Answer(int status, boolean rendered) {
      this.status = status;
      this.rendered = rendered;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setStatus(status);
      if (rendered) {
        RequestInfo.current().orElseThrow().rendering();
      }
      response.getOutputStream().write('x');
    }
  }
}
