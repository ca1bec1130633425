package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.testkit.PostgresServer;
import dev.weft.testkit.RecordingSentry;
import dev.weft.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two instances side by side on one Redis and one PostgreSQL, with all that they tell received by
 * the test; begun by the first test that asks, ended after the last.
 *
 * <p>Used by one test at a time.
 */
final class Fleet implements AutoCloseable {
  static final String SECRET = "changeme";
  static final String[] KNOWN = {"X-API-Key", SECRET};
  static final String VERSION = "0123abc";

  final PostgresServer postgres = PostgresServer.create();
  final RedisServer redis = RedisServer.create();
  final Datagrams statsd;
  final Datagrams syslog;
  final RecordingSentry sentry;
  final HelloProcess one;
  final HelloProcess two;

  private final Path folder;
  private final Path versions;
  private final Deque<AutoCloseable> begun = new ArrayDeque<>();
  private int started;

  Fleet(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("weft-hello");
    versions = folder.resolve("versions.json");
    Files.writeString(
        versions,
        "{\"main\": {\"git_hash\": \"%s\", \"git_tag\": \"v1\"}, \"packages\": {\"jetty\": \"12\"}}"
            .formatted(VERSION),
        UTF_8);
    try {
      statsd = keep(new Datagrams());
      syslog = keep(new Datagrams());
      sentry = keep(new RecordingSentry());
      begun.push(postgres);
      postgres.beforeAll(context);
      postgres.createDatabase("hello");
      postgres.createDatabase("hello_slave");
      begun.push(redis);
      redis.beforeAll(context);
      one = keep(start(environment()));
      two = keep(start(environment()));
    } catch (IOException | RuntimeException | Error notAll) {
      close();
      throw notAll;
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    begun.push(resource);
    return resource;
  }

  /** What both instances are told; a test may change its copy. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SQLALCHEMY_URL", postgres.uri("hello"));
    environment.put("SQLALCHEMY_URL_SLAVE", postgres.jdbcUrl("hello_slave"));
    environment.put("C2C_REDIS_URL", redis.uri());
    environment.put("C2C_SECRET", SECRET);
    environment.put("C2C_LOG_VIEW_ENABLED", "1");
    environment.put("C2C_SQL_REQUEST_ID", "1");
    environment.put("STATS_VIEW", "1");
    environment.put("STATSD_ADDRESS", "127.0.0.1:" + statsd.port());
    environment.put("STATSD_PREFIX", "acceptance");
    environment.put("STATSD_USE_TAGS", "true");
    environment.put("STATSD_TAG_XYZ", "zyx");
    environment.put("CEE_HOST", "127.0.0.1");
    environment.put("CEE_PORT", String.valueOf(syslog.port()));
    environment.put("VERSIONS_FILE", versions.toString());
    environment.put("SENTRY_URL", sentry.url());
    environment.put("SENTRY_TAG_SERVICE", "hello");
    environment.put("SENTRY_CLIENT_ENVIRONMENT", "test");
    environment.put("WEFT_TO", "file:" + folder.resolve("events-" + started + ".ndjson"));
    return environment;
  }

  /** One more instance with that environment, for the test to close. */
  HelloProcess start(Map<String, String> environment) throws IOException {
    started++;
    return HelloProcess.start(folder, "instance-" + started, environment);
  }

  /** One more instance that may refuse to start. */
  HelloProcess begin(Map<String, String> environment) throws IOException {
    started++;
    return HelloProcess.begin(folder, "instance-" + started, environment);
  }

  /** The records that the first instance sent to Weft until now. */
  String events() throws IOException {
    return Files.readString(folder.resolve("events-0.ndjson"), UTF_8);
  }

  @Override
  public void close() {
    while (!begun.isEmpty()) {
      try {
        begun.pop().close();
      } catch (Exception stillThere) {
        System.err.println("not ended: " + stillThere);
      }
    }
    remove(folder);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stillThere) {
      System.err.println("not removed: " + stillThere);
    }
  }
}
