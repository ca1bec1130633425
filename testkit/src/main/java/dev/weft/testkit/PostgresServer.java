package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A private PostgreSQL on a free port of the loopback, in a folder of its own: started before the
 * first test of a class, ended after the last. The server comes out of a jar, so nothing has to be
 * installed; it also runs for root. Where it cannot run, the tests are aborted, saying so.
 *
 * <pre>{@code
 * @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();
 * }</pre>
 *
 * <p>It holds as many databases as are made in it, trusts whoever connects, and logs each statement
 * with the application name that it ran under; see {@link #log()}. Nothing is kept safe against a
 * power cut.
 *
 * <p>Used by one thread at a time; its databases by as many as like. It ends with the virtual
 * machine at the latest.
 */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  /** Who connects: the owner of all. */
  public static final String USER = "postgres";

  private static final String FIRST_DATABASE = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SETTINGS =
      """
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      log_statement = 'all'
      log_line_prefix = '[%p] db=%d app=%a: '
      """;

  private @Nullable EmbeddedPostgres running;
  private @Nullable Path folder;
  private int port;

  private PostgresServer() {
    // Its library has such a hook too, which does not wait for ours, nor ours for it: then the
    // folder would be removed while the server still writes there.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "weft-postgres-end"));
  }

  /** One that is started by the test framework, or by {@link #start()}. */
  public static PostgresServer create() {
    return new PostgresServer();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    RealServers.start(
        "PostgreSQL",
        () -> {
          start();
          return version();
        });
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /**
   * Starts it, on the same port and with the same data each time, and waits until it answers. Does
   * nothing while it runs.
   */
  public synchronized void start() {
    if (running != null) {
      return;
    }
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("weft-postgres");
        port = Ports.free();
      }
      running = launch(folder);
    } catch (IOException | IllegalStateException notStarted) {
      String reason = reason(notStarted);
      close();
      Assumptions.abort(reason);
    }
  }

  private EmbeddedPostgres launch(Path home) throws IOException {
    Path data = home.resolve("data");
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        // Kept, so that a stopped server comes back with its data; close() removes it.
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setDataDirectoryCustomizer(created -> configure(created.toPath()))
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(logFile(home).toFile()))
        .setPGStartupWait(PATIENCE)
        .setPort(port)
        .start();
  }

  private static void configure(Path data) {
    try {
      Files.writeString(data.resolve("postgresql.auto.conf"), SETTINGS, UTF_8);
    } catch (IOException notWritable) {
      throw new UncheckedIOException(notWritable);
    }
  }

  private String reason(Exception notStarted) {
    String log = folder == null ? "" : log().lines().reduce("", (first, last) -> last);
    return "PostgreSQL does not start: "
        + notStarted.getMessage()
        + (log.isEmpty() ? "" : "; " + log);
  }

  private String version() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(FIRST_DATABASE))) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException notThere) {
      throw new IllegalStateException("PostgreSQL answers no longer", notThere);
    }
  }

  /** Ends it in an orderly way, with its connections; {@link #start()} brings it back. */
  public synchronized void stop() {
    if (running != null) {
      List<ProcessHandle> processes = processes();
      try {
        running.close();
      } catch (IOException stillLocked) {
        throw new UncheckedIOException(stillLocked);
      }
      running = null;
      end(processes);
    }
  }

  /** The server's own, and those that it has begun. */
  private List<ProcessHandle> processes() {
    if (folder == null) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(folder.resolve("data").resolve("postmaster.pid"))) {
      return lines
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .map(server -> Stream.concat(Stream.of(server), server.descendants()).toList())
          .orElse(List.of());
    } catch (IOException endedAlready) {
      return List.of();
    }
  }

  // What is asked to end has seconds for it, which on a busy machine are not enough; it would write
  // on where the folder is removed.
  private static void end(List<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      process.destroyForcibly();
      process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /**
   * Makes an empty database.
   *
   * @param name letters, digits and underscores
   */
  public void createDatabase(String name) {
    if (!name.matches("\\w+")) {
      throw new IllegalArgumentException(
          "name: expected letters, digits and underscores, got " + name);
    }
    execute(FIRST_DATABASE, "CREATE DATABASE " + name);
  }

  /** Runs statements in that database, each by itself. */
  public void execute(String database, String... statements) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException refused) {
      throw new IllegalArgumentException("PostgreSQL refuses: " + refused.getMessage(), refused);
    }
  }

  /** {@code jdbc:postgresql://127.0.0.1:PORT/DATABASE?user=postgres}. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + '/' + database + "?user=" + USER;
  }

  /** {@code postgresql://postgres@127.0.0.1:PORT/DATABASE}, the form of SQLAlchemy and libpq. */
  public String uri(String database) {
    return "postgresql://" + USER + "@127.0.0.1:" + port + '/' + database;
  }

  /**
   * All that the server wrote. A statement is a line {@code [PID] db=DATABASE app=NAME: LOG:
   * statement: SQL}, or with {@code execute NAME:} in place of {@code statement:} when it was
   * prepared; it is there before the statement's result.
   */
  public String log() {
    if (folder == null || !Files.exists(logFile(folder))) {
      return "";
    }
    try {
      // A statement may end in the middle of a character while it is being written.
      return new String(Files.readAllBytes(logFile(folder)), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path logFile(Path home) {
    return home.resolve("postgres.log");
  }

  /** Ends it and removes its folder. A second call does nothing. */
  @Override
  public synchronized void close() {
    stop();
    if (folder != null) {
      PrivateFolder.remove(folder);
      folder = null;
    }
  }
}
