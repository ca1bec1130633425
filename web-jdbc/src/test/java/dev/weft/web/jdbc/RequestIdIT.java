package dev.weft.web.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scopes;
import dev.weft.testkit.PostgresServer;
import dev.weft.web.request.RequestInfo;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestIdIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();

  private static final String USUAL = "PostgreSQL JDBC Driver";

  private DatabaseSession session;

  @BeforeEach
  void open() {
    session = session(true);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static DatabaseSession session(boolean requestIds) {
    return DatabaseSession.builder("db")
        .primary(POSTGRES.uri("postgres"))
        .pool(pool -> pool.setMaximumPoolSize(1))
        .requestIds(requestIds)
        .build();
  }

  @Test
  void statement_ofARequest_isLoggedUnderItsId() throws SQLException {
    in("request-1", "SELECT 'one'");

    assertThat(applicationOf("'one'")).isEqualTo("request-1");
  }

  @Test
  void id_leavesWithTheConnection() throws SQLException {
    in("request-2", "SELECT 'two'");
    run("SELECT 'background'");

    assertThat(applicationOf("'two'")).isEqualTo("request-2");
    assertThat(applicationOf("'background'")).isEqualTo(USUAL);
    POSTGRES.execute("postgres", "SELECT 'looked'");
    assertThat(inUse()).contains(USUAL).doesNotContain("request-2");
  }

  private static List<String> inUse() throws SQLException {
    try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT application_name FROM pg_stat_activity")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  @Test
  void id_survivesRollback_andFailedTransactions() throws SQLException {
    in(
        "request-3",
        () -> {
          try (Connection connection = session.dataSource().getConnection();
              Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 'before'");
            connection.rollback();
            statement.execute("SELECT 'after'");
            assertThatThrownBy(() -> statement.execute("SELECT nothing"))
                .isInstanceOf(SQLException.class);
          }
        });
    run("SELECT 'next'");

    assertThat(applicationOf("'before'")).isEqualTo("request-3");
    assertThat(applicationOf("'after'")).isEqualTo("request-3");
    assertThat(applicationOf("'next'")).isEqualTo(USUAL);
  }

  @Test
  void uncommittedWork_isUndone_asWithoutIt() throws SQLException {
    POSTGRES.execute("postgres", "CREATE TABLE undone (id int)");
    in(
        "request-4",
        () -> {
          try (Connection connection = session.dataSource().getConnection();
              Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO undone VALUES (1)");
          }
        });
    run("SELECT 'after the undone'");

    assertThat(applicationOf("'after the undone'")).isEqualTo(USUAL);
    assertThat(count("undone")).isZero();
  }

  @Test
  void longAndForeignIds_areCutByTheServer() throws SQLException {
    in("rid-é€-" + "x".repeat(100), "SELECT 'long'");

    // Five bytes, as five question marks before PostgreSQL 16.
    assertThat(applicationOf("'long'"))
        .isEqualTo("rid-\\xc3\\xa9\\xe2\\x82\\xac-" + "x".repeat(53));
    run("SELECT 'behind long'");
    assertThat(applicationOf("'behind long'")).isEqualTo(USUAL);
  }

  @Test
  void quotes_inAnId_areText() throws SQLException {
    in("it's; DROP", "SELECT 'quoted'");

    assertThat(applicationOf("'quoted'")).isEqualTo("it's; DROP");
  }

  @Test
  void sameId_isSentOnceAConnection() throws SQLException {
    in(
        "request-5",
        () -> {
          try (Connection connection = session.dataSource().getConnection();
              Statement statement = connection.createStatement()) {
            for (int i = 0; i < 5; i++) {
              statement.execute("SELECT 'again'");
            }
          }
        });

    assertThat(POSTGRES.log().lines().filter(line -> line.contains("'request-5'"))).hasSize(1);
  }

  @Test
  void withoutTheOption_nothingIsTold() throws SQLException {
    session.close();
    session = session(false);

    in("request-6", "SELECT 'untold'");

    assertThat(applicationOf("'untold'")).isEqualTo(USUAL);
  }

  @Test
  void connectionThatBroke_isNotAnError() throws SQLException {
    in(
        "request-7",
        () -> {
          try (Connection connection = session.dataSource().getConnection();
              Statement statement = connection.createStatement()) {
            assertThatThrownBy(
                    () -> statement.execute("SELECT pg_terminate_backend(pg_backend_pid())"))
                .isInstanceOf(SQLException.class);
          }
        });
    run("SELECT 'new connection'");

    assertThat(applicationOf("'new connection'")).isEqualTo(USUAL);
  }

  private void in(String id, String sql) throws SQLException {
    in(id, () -> run(sql));
  }

  private static void in(String id, Work work) throws SQLException {
    RequestInfo request = new RequestInfo(id, "POST", "/api/hello", null);
    Scopes.task("request").carrying(request).run(work::run);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = session.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String table) throws SQLException {
    try (Connection connection = session.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The application name under which the server logged a statement with that text. */
  private static String applicationOf(String text) {
    Pattern logged =
        Pattern.compile("\\[\\d+] db=postgres app=(.*): LOG: .*" + Pattern.quote(text) + "$");
    return POSTGRES
        .log()
        .lines()
        .map(logged::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .findFirst()
        .orElse("not logged");
  }

  /** Work with a database. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }
}
