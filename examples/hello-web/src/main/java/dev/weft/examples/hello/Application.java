package dev.weft.examples.hello;

import dev.weft.Weft;
import dev.weft.web.Groundwork;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.flyway.FlywayCheck;
import dev.weft.web.health.CheckFailure;
import dev.weft.web.health.HealthChecks;
import dev.weft.web.health.UrlCheck;
import dev.weft.web.jdbc.DatabaseChecks;
import dev.weft.web.jdbc.DatabaseSession;
import dev.weft.web.metric.Stats;
import dev.weft.web.sentry.SentryConfig;
import dev.weft.web.sentry.WebSentry;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.flywaydb.core.Flyway;

/** The application with all that it needs, joined by hand. Started and closed once. */
final class Application implements AutoCloseable {
  private static final String COLLECTOR = "zeromq://127.0.0.1:5010";
  private static final String CONTEXT = "/api";
  private static final long STOP_MILLIS = 2_000;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final HelloConfig hello;
  private final Map<String, String> environment;

  private Application(HelloConfig hello, Map<String, String> environment) {
    this.hello = hello;
    this.environment = environment;
  }

  /** Starts it; on failure what was begun is ended again. */
  static Application start(HelloConfig hello, Map<String, String> environment) throws Exception {
    Application application = new Application(hello, environment);
    try {
      application.begin();
      return application;
    } catch (Exception | Error failed) {
      application.close();
      throw failed;
    }
  }

  private <T extends AutoCloseable> T part(T begun) {
    parts.push(begun);
    return begun;
  }

  private void begin() throws Exception {
    startWeft();
    PrivateServers servers = part(new PrivateServers());
    OpsConfig config = config(servers);
    WebSentry sentry = part(WebSentry.start(SentryConfig.of(environment, Map.of())));
    Groundwork ground = part(Groundwork.of(config));
    DatabaseSession session = session(servers, ground);
    Flyway flyway = fill(session);
    // region ops
    Ops.Builder ops =
        Ops.builder()
            .groundwork(ground)
            .health(checks -> addChecks(checks, session, flyway, ground.stats()))
            .errorListener((request, status, failure) -> sentry.capture(failure));
    services(ground, session).all().forEach(ops::service);
    serve(part(ops.build()));
    // endregion
  }

  private Services services(Groundwork ground, DatabaseSession session) {
    return new Services(
        hello.port(),
        new Greetings(session.dataSource()),
        ground.stats(),
        ground.outgoing().wrap(HttpClient.newHttpClient()),
        ground.broadcast().function("hello.broadcast", parameters -> 42));
  }

  private void startWeft() {
    Weft.Builder weft = Weft.configure().service("hello-web");
    if (System.getProperty("weft.to") == null && !environment.containsKey("WEFT_TO")) {
      weft.to(COLLECTOR);
    }
    weft.start();
    parts.push(Weft::close);
  }

  private OpsConfig config(PrivateServers servers) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("C2C_REDIS_URL", hello.redis().orElseGet(servers::redis));
    return OpsConfig.of(all, Map.of());
  }

  // region session
  private DatabaseSession session(PrivateServers servers, Groundwork ground) {
    return part(
        DatabaseSession.builder("sqlalchemy", "sqlalchemy_slave")
            .primary(hello.primary().orElseGet(() -> servers.database("hello")))
            .replica(hello.replica().orElseGet(() -> servers.database("hello_slave")))
            .forceReplica("POST /api/hello")
            .requestIds(ground.config().sqlRequestId())
            .stats(ground.stats())
            .build());
  }

  // endregion

  private static Flyway fill(DatabaseSession session) throws Exception {
    Flyway flyway = Tables.migrate(session.engines().get(0));
    Tables.fill(session.engines().get(0), "master");
    Tables.fill(session.engines().get(session.engines().size() - 1), "slave");
    return flyway;
  }

  // region checks
  private void addChecks(
      HealthChecks.Builder checks, DatabaseSession session, Flyway flyway, Stats stats) {
    String itself = "http://localhost:" + hello.port() + CONTEXT + "/hello";
    checks
        .addAll(DatabaseChecks.atLeastOneRow(session, stats, "Hello", "hello"))
        .add(FlywayCheck.of("sqlalchemy", flyway).stats(stats).build().level(1))
        .url(itself)
        .add(UrlCheck.of("fun_url", () -> itself).build())
        .custom("fail", 2, Application::fail)
        .custom("fail_json", 2, Application::failWithMore);
  }

  // endregion

  private static Object fail() {
    throw new IllegalStateException("failing check");
  }

  private static Object failWithMore() throws CheckFailure {
    throw new CheckFailure("failing check", Map.of("some", "json"));
  }

  // region serve
  private void serve(Ops ops) throws Exception {
    Server server = new Server(hello.port());
    ServletContextHandler context = new ServletContextHandler(CONTEXT);
    ops.install(context.getServletContext());
    server.setHandler(context);
    server.setStopTimeout(STOP_MILLIS);
    parts.push(server::stop);
    server.start();
  }

  // endregion

  /** Where its users find it. */
  String address() {
    return "http://localhost:" + hello.port() + CONTEXT;
  }

  /** Ends all, the server first; a second call does nothing. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception stillThere) {
        System.err.println("hello-web: not ended in order: " + stillThere);
      }
    }
  }
}
