package dev.weft.examples.hello;

import dev.weft.testkit.PostgresServer;
import dev.weft.testkit.RedisServer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The servers that nobody gave, each begun when it is asked for first and ended together. Used by
 * one thread at a time.
 */
final class PrivateServers implements AutoCloseable {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private @Nullable PostgresServer postgres;

  /** The address of a new database of that name. */
  String database(String name) {
    PostgresServer server = postgres;
    if (server == null) {
      server = PostgresServer.create();
      begin(server::start, "PostgreSQL", "SQLALCHEMY_URL and SQLALCHEMY_URL_SLAVE");
      running.push(server);
      postgres = server;
    }
    server.createDatabase(name);
    return server.jdbcUrl(name);
  }

  /** The address of a Redis. */
  String redis() {
    RedisServer server = RedisServer.create();
    begin(server::start, "Redis", "C2C_REDIS_URL");
    running.push(server);
    return server.uri();
  }

  private static void begin(Runnable start, String server, String variables) {
    try {
      start.run();
    } catch (TestAbortedException notRunnable) {
      throw new IllegalStateException(
          "no private "
              + server
              + " can be started ("
              + notRunnable.getMessage()
              + "); say where one is by "
              + variables,
          notRunnable);
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception stillThere) {
        System.err.println("hello-web: a private server did not end: " + stillThere);
      }
    }
  }
}
