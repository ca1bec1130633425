package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresServerIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();

  @Test
  void databases_ofOneServer_areApart() throws SQLException {
    POSTGRES.createDatabase("red");
    POSTGRES.createDatabase("blue");
    POSTGRES.execute("red", "CREATE TABLE color (name text)", "INSERT INTO color VALUES ('red')");

    assertThat(one("red", "SELECT name FROM color")).isEqualTo("red");
    assertThatThrownBy(() -> POSTGRES.execute("blue", "SELECT name FROM color"))
        .hasMessageContaining("relation \"color\" does not exist");
  }

  @Test
  void log_tellsApplicationNameOfEachStatement() throws SQLException {
    try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"));
        Statement statement = connection.createStatement()) {
      connection.setClientInfo("ApplicationName", "request-7");
      statement.execute("SELECT 'seven'");
    }

    assertThat(POSTGRES.log().lines())
        .anyMatch(line -> line.matches("\\[\\d+] db=postgres app=request-7: LOG: .*'seven'.*"));
  }

  @Test
  void stop_andStart_keepsPortAndData() throws SQLException {
    int port = POSTGRES.port();
    POSTGRES.execute("postgres", "CREATE TABLE kept AS SELECT 42 AS number");

    POSTGRES.stop();
    assertThatThrownBy(() -> POSTGRES.execute("postgres", "SELECT 1"))
        .hasMessageContaining("refused");
    POSTGRES.start();

    assertThat(POSTGRES.port()).isEqualTo(port);
    assertThat(one("postgres", "SELECT number FROM kept")).isEqualTo("42");
  }

  @Test
  void createDatabase_ofOddName_isRefused() {
    assertThatThrownBy(() -> POSTGRES.createDatabase("a; DROP"))
        .hasMessage("name: expected letters, digits and underscores, got a; DROP");
  }

  @Test
  void close_ofOneThatDoesNotEnd_leavesNeitherProcessNorFolder() {
    PostgresServer hung = PostgresServer.create();
    hung.start();
    ProcessHandle server = process(hung);
    Path data = Path.of(following(server, "-D"));
    ChildProcess.run(List.of("kill", "-STOP", Long.toString(server.pid())));

    hung.close();

    assertThat(server.isAlive()).isFalse();
    assertThat(data.getParent()).doesNotExist();
  }

  private static ProcessHandle process(PostgresServer server) {
    return ProcessHandle.allProcesses()
        .filter(each -> following(each, "-p").equals(Integer.toString(server.port())))
        .findFirst()
        .orElseThrow();
  }

  /** The argument behind that flag; empty without it. */
  private static String following(ProcessHandle process, String flag) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    int at = arguments.indexOf(flag);
    return at < 0 || at + 1 == arguments.size() ? "" : arguments.get(at + 1);
  }

  private static String one(String database, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
