package dev.weft.examples.hello;

import dev.weft.Weft;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.client.OutgoingCalls;
import dev.weft.web.health.CheckFailure;
import dev.weft.web.health.HealthChecks;
import dev.weft.web.health.UrlCheck;
import dev.weft.web.jdbc.DatabaseChecks;
import dev.weft.web.jdbc.DatabaseSession;
import dev.weft.web.metric.RedisTimings;
import dev.weft.web.metric.RequestMetrics;
import dev.weft.web.metric.Stats;
import dev.weft.web.sentry.SentryConfig;
import dev.weft.web.sentry.WebSentry;
import java.net.URI;
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
    Measuring measuring = part(Measuring.by(config));
    Stats stats = measuring.stats();
    Broadcast broadcast = part(new Broadcast());
    config
        .redisUrl()
        .ifPresent(url ->
            broadcast.connect(URI.create(url), config.broadcastPrefix(), RedisTimings.to(stats)));
    DatabaseSession session = session(servers, config, stats);
    Flyway flyway = fill(session);
    HealthChecks checks = part(checks(session, stats, flyway));
    Ops.Builder ops =
        Ops.builder()
            .config(config)
            .listener(RequestMetrics.to(stats))
            .errorListener((request, status, failure) -> sentry.capture(failure))
            .route(checks.route(config.development()));
    measuring.routes().forEach(ops::route);
    new Services(
            hello.port(),
            new Greetings(session.dataSource()),
            stats,
            client(config, stats),
            broadcast.function("hello.broadcast", parameters -> 42))
        .all()
        .forEach(ops::service);
    serve(part(ops.build()));
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
  private DatabaseSession session(PrivateServers servers, OpsConfig config, Stats stats) {
    return part(
        DatabaseSession.builder("sqlalchemy", "sqlalchemy_slave")
            .primary(hello.primary().orElseGet(() -> servers.database("hello")))
            .replica(hello.replica().orElseGet(() -> servers.database("hello_slave")))
            .forceReplica("POST /api/hello")
            .requestIds(config.sqlRequestId())
            .stats(stats)
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
  private HealthChecks checks(DatabaseSession session, Stats stats, Flyway flyway) {
    String itself = "http://localhost:" + hello.port() + CONTEXT + "/hello";
    return HealthChecks.builder()
        .stats(stats)
        .addAll(DatabaseChecks.atLeastOneRow(session, stats, "Hello", "hello"))
        .custom("flyway", 1, () -> migrated(flyway))
        .url(itself)
        .add(UrlCheck.of("fun_url", () -> itself).build())
        .custom(
            "fail",
            2,
            () -> {
              throw new IllegalStateException("failing check");
            })
        .custom(
            "fail_json",
            2,
            () -> {
              throw new CheckFailure("failing check", Map.of("some", "json"));
            })
        .build();
  }

  // endregion

  private static String migrated(Flyway flyway) throws CheckFailure {
    if (flyway.info().pending().length > 0) {
      throw new CheckFailure("Invalid version", null);
    }
    return String.valueOf(flyway.info().current().getVersion());
  }

  // region client
  private static HttpClient client(OpsConfig config, Stats stats) {
    OutgoingCalls.Builder calls = OutgoingCalls.builder().stats(stats);
    config.requestIdHeader().ifPresent(calls::requestIdHeader);
    config.requestsDefaultTimeout().ifPresent(calls::timeout);
    return calls.build().wrap(HttpClient.newHttpClient());
  }

  // endregion

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
