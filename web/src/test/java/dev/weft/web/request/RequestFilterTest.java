package dev.weft.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.ScopeSnapshot;
import dev.weft.Scopes;
import dev.weft.TraceContext;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.RawHttp;
import dev.weft.web.WebServer;
import dev.weft.web.WebServlet;
import dev.weft.web.view.HttpError;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFilterTest {
  private static final String UUID = "0af76519-16cd-43dd-8448-eb211c80319c";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TRACEPARENT = "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01";

  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final List<Long> moments = new CopyOnWriteArrayList<>();
  private Ops ops;
  private WebServer server;

  @BeforeEach
  void start() {
    RequestListener listener =
        new RequestListener() {
          @Override
          public void committing(RequestInfo request, HttpServletResponse response, long nanos) {
            response.addHeader("X-Committing", "yes");
            moments.add(nanos);
          }

          @Override
          public void ended(
              RequestInfo request, int status, @Nullable Throwable failure, long nanos) {
            moments.add(nanos);
            ended.add(
                request.method()
                    + ' '
                    + request.route().orElse("none")
                    + ' '
                    + status
                    + ' '
                    + (failure == null ? "good" : failure.getMessage()));
          }
        };
    ops = Ops.builder().listener(listener).build();
    server =
        WebServer.with(
            ops,
            application -> {
              application.servlet("tell", "/tell", new WebServlet(RequestFilterTest::tell));
              application.servlet("write", "/write", new WebServlet(RequestFilterTest::write));
              application.servlet("async", "/async", new WebServlet(RequestFilterTest::async));
              application.servlet(
                  "forward", "/forward", new WebServlet(RequestFilterTest::forward));
              // As for an application that maps the filter more widely.
              requireNonNull(
                      application
                          .context()
                          .getServletContext()
                          .getFilterRegistration(RequestFilter.OWN_SERVLETS + "requests"))
                  .addMappingForUrlPatterns(EnumSet.of(DispatcherType.FORWARD), false, "/*");
            });
  }

  @AfterEach
  void stop() {
    try {
      // The container says that a request is over only after its client has the answer.
      await().untilAsserted(() -> assertThat(Scopes.openScopes()).isEmpty());
    } finally {
      server.close();
      ops.close();
    }
  }

  private static void tell(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().write(told());
  }

  private static void forward(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    requireNonNull(request.getRequestDispatcher("/tell")).forward(request, response);
  }

  private static String told() {
    RequestInfo info = RequestInfo.current().orElseThrow();
    String scope = Scopes.current().orElseThrow().id().value();
    return info.id() + '\n' + scope + '\n' + info.route().orElse("none");
  }

  private static void write(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (requireNonNull(request.getParameter("how"))) {
      case "flush" -> {
        response.getWriter().write("a");
        response.getWriter().flush();
      }
      case "much" -> response.getOutputStream().write(new byte[1_000_000]);
      case "one" -> {
        for (int i = 0; i < 100_000; i++) {
          response.getOutputStream().write('a');
        }
      }
      case "length" -> {
        response.setContentLength(1);
        response.getOutputStream().write('a');
      }
      case "header" -> {
        response.setHeader("content-length", "1");
        response.getWriter().write('a');
      }
      case "redirect" -> response.sendRedirect("/elsewhere");
      case "reset" -> {
        response.getWriter().write("a");
        response.reset();
        response.getOutputStream().print("b");
      }
      case "failed" -> throw new HttpError(400, "bam");
      case "status" -> response.setStatus(503);
      case "route" -> {
        request.setAttribute(RequestFilter.ROUTE, "named");
        response.getWriter().write("a");
      }
      default -> response.getWriter().write("a");
    }
  }

  private static void async(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      tell(request, response);
      return;
    }
    String how = requireNonNull(request.getParameter("how"));
    AsyncContext context =
        how.equals("unwrapped") ? startUnwrapped(request, response) : request.startAsync();
    context.setTimeout(how.equals("timeout") ? 50 : 20_000);
    ScopeSnapshot scope = Scopes.snapshot();
    switch (how) {
      case "timeout" -> {}
      case "now" -> {
        tell(request, response);
        context.complete();
      }
      case "dispatch", "unwrapped" -> context.dispatch();
      case "thrown" -> throw new IllegalStateException("boom");
      case "started" -> request.getAsyncContext().start(() -> elsewhere(how, context));
      case "written" ->
          response
              .getOutputStream()
              .setWriteListener(
                  new WriteListener() {
                    @Override
                    public void onWritePossible() {
                      elsewhere(how, context);
                    }

                    @Override
                    public void onError(Throwable failure) {
                      throw new IllegalStateException(failure);
                    }
                  });
      default -> new Thread(() -> scope.run(() -> elsewhere(how, context))).start();
    }
  }

  /** As an application may that keeps the container's own request. */
  private static AsyncContext startUnwrapped(
      HttpServletRequest request, HttpServletResponse response) {
    return request.startAsync(((ServletRequestWrapper) request).getRequest(), response);
  }

  private static void elsewhere(String how, AsyncContext context) {
    HttpServletRequest request = (HttpServletRequest) context.getRequest();
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    try {
      switch (how) {
        case "error" -> response.sendError(409, "taken");
        case "later" -> {
          context.dispatch();
          return;
        }
        case "written" -> response.getOutputStream().write(told().getBytes(UTF_8));
        default -> tell(request, response);
      }
      context.complete();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private RawHttp.Answer get(String path, String... headers) {
    return RawHttp.ask(server.port(), "GET", "/api" + path, headers);
  }

  private String[] toldTo(String... headers) {
    return get("/tell", headers).body().split("\n", -1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Request-ID", "X-Correlation-ID", "Request-ID", "X-Varnish", "X-Amzn-Trace-Id"})
  void id_isTakenFromEachHeader(String header) {
    assertThat(toldTo(header + ": abc")[0]).isEqualTo("abc");
  }

  @Test
  void id_isTakenFromTheFirstHeaderThatIsThere_alsoEmpty() {
    assertThat(toldTo("X-Varnish: 1", "X-Correlation-ID: two")[0]).isEqualTo("two");
    assertThat(toldTo("X-Varnish: 1", "X-Request-ID:")[0]).isEmpty();
  }

  @Test
  void id_ofTheConfiguredHeaderComesFirst() {
    OpsConfig config = OpsConfig.builder().requestIdHeader("X-Own").build();
    try (Ops own = Ops.builder().config(config).build();
        WebServer other =
            WebServer.with(
                own,
                application ->
                    application.servlet(
                        "tell", "/tell", new WebServlet(RequestFilterTest::tell)))) {
      String body =
          RawHttp.ask(other.port(), "GET", "/api/tell", "X-Request-ID: a", "X-Own: b").body();

      assertThat(body).startsWith("b\n");
    }
  }

  @Test
  void id_thatIsNone_isReplaced() {
    assertThat(RequestIds.uuid(toldTo("X-Request-ID: " + "a".repeat(201))[0])).isNotNull();
    assertThat(RequestIds.uuid(toldTo("X-Request-ID: caf\u00e9")[0])).isNotNull();
    assertThat(toldTo("X-Request-ID: " + "a".repeat(200))[0]).hasSize(200);
  }

  @Test
  void id_isToldToTheClient() {
    assertThat(get("/tell", "X-Request-ID: abc").header("X-Request-ID")).isEqualTo("abc");
    assertThat(get("/tell", "X-Request-ID:").headers()).doesNotContainKey("x-request-id");
  }

  @Test
  void withoutId_theTraceIsTheId() {
    String[] told = toldTo(TRACEPARENT);

    assertThat(told[0]).isEqualTo(TRACE);
    assertThat(told[1]).startsWith(UUID + "/b7ad6b7169203331/");
  }

  @Test
  void uuidAsId_isTheTrace() {
    RawHttp.Answer answer = get("/tell", "X-Request-ID: " + UUID);

    assertThat(answer.body().split("\n", -1)[1]).startsWith(UUID + "/");
    assertThat(answer.header("traceresponse")).startsWith("00-" + TRACE + "-");
  }

  @Test
  void uuidInOtherSpellings_isTheSame() {
    assertThat(RequestIds.uuid(UUID.toUpperCase(Locale.ROOT))).isEqualTo(UUID);
    assertThat(RequestIds.uuid(TRACE)).isEqualTo(UUID);
    assertThat(RequestIds.uuid(TRACE.toUpperCase(Locale.ROOT))).isEqualTo(UUID);
    assertThat(RequestIds.uuid(UUID.replace('-', '0'))).isNull();
    assertThat(RequestIds.uuid(UUID.replace('a', 'g'))).isNull();
    assertThat(RequestIds.uuid(UUID + '0')).isNull();
  }

  @Test
  void withoutAnything_idAndTraceAreTheSame() {
    String[] told = toldTo();

    assertThat(told[1]).isEqualTo(told[0]);
    assertThat(RequestIds.uuid(told[0])).isEqualTo(told[0]);
  }

  @Test
  void plainId_hasATraceOfItsOwn() {
    assertThat(RequestIds.uuid(toldTo("X-Request-ID: abc")[1])).isNotNull();
  }

  @Test
  void brokenTraceparent_isLeftAside() {
    assertThat(RequestIds.uuid(toldTo("traceparent: 00-garbage")[0])).isNotNull();
  }

  @Test
  void handedOverTask_isContinued() {
    assertThat(toldTo("distlog-task: " + UUID + "/3")[1]).isEqualTo(UUID + "/3");
    assertThat(TraceContext.DISTLOG_TASK).isEqualTo("distlog-task");
  }

  @Test
  void lastHeader_andEnd_areOneMoment() {
    get("/tell");
    await().untilAsserted(() -> assertThat(ended).hasSize(1));
    assertThat(moments).hasSize(2).containsOnly(moments.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "plain,200",
    "length,200",
    "header,200",
    "flush,200",
    "much,200",
    "one,200",
    "redirect,302",
    "reset,200",
    "status,503"
  })
  void committing_isToldOnceBeforeTheHeadersAreSent(String how, int status) {
    RawHttp.Answer answer = get("/write?how=" + how);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().get("x-committing")).containsExactly("yes");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void committing_isNotToldOfFailures() {
    assertThat(get("/write?how=failed").headers()).doesNotContainKey("x-committing");
  }

  @ParameterizedTest
  @CsvSource({
    "/write?how=plain,GET write 200 good",
    "/write?how=route,GET named 200 good",
    "/write?how=failed,GET write 400 bam",
    "/write?how=status,GET write 503 good",
    "/nowhere,GET none 404 good",
    "/c2c/nowhere,GET none 404 /api/c2c/nowhere",
    "/c2c,GET c2c_index 200 good",
    "/async?how=thread,GET async 200 good",
    "/async?how=later,GET async 200 good",
    "/async?how=now,GET async 200 good",
    "/async?how=dispatch,GET async 200 good",
    "/async?how=unwrapped,GET async 200 good",
    "/forward,GET forward 200 good",
    "/async?how=error,GET async 409 good",
    "/async?how=thrown,GET async 500 boom",
    "/async?how=timeout,GET async 500 good"
  })
  void end_isToldOnceWithWhatWasSent(String path, String told) {
    get(path);

    await().until(() -> !ended.isEmpty());
    assertThat(ended).containsExactly(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread", "now", "dispatch", "later", "started", "written"})
  void scope_isTheSameOnAllThreadsOfAnAsynchronousRequest(String how) {
    String[] told = get("/async?how=" + how, "X-Request-ID: abc").body().split("\n", -1);

    assertThat(told[0]).isEqualTo("abc");
    assertThat(RequestIds.uuid(told[1])).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"error,409,taken", "thrown,500,boom", "timeout,500,not answered in time"})
  void failureOfAnAsynchronousRequest_isAnsweredAsJson(String how, int status, String message) {
    RawHttp.Answer answer = get("/async?how=" + how);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(message).contains("\"status\": " + status);
  }
}
