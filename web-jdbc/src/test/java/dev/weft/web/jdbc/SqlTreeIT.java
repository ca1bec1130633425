package dev.weft.web.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.event.Level;
import dev.weft.testkit.PostgresServer;
import dev.weft.testkit.RecordingSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlTreeIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();

  private final RecordingSink sink = new RecordingSink();

  @BeforeEach
  void start() {
    Weft.configure().to(sink).start();
  }

  @AfterEach
  void stop() {
    Weft.close();
  }

  @Test
  void statement_isATaskInsideItsRequest_withoutValues() throws SQLException {
    try (DatabaseSession session = session(Level.DEBUG)) {
      Scopes.task("GET /api/hello")
          .run(() -> ask(session, "SELECT relname FROM pg_class WHERE relname = ?"));
    }

    List<String> records = records();
    assertThat(records).hasSize(4);
    assertThat(records.get(1))
        .contains("\"message\":\"SELECT FROM pg_class WHERE relname = ?\"")
        .contains("\"levelname\":\"DEBUG\"", "\"name\":\"dev.weft.web.jdbc.sql\"")
        .contains("/1\",\"engine\":\"db\"")
        .doesNotContain("my value");
    assertThat(records.get(2)).contains("succeeded");
  }

  @Test
  void statementThatFails_isAFailedTask() throws SQLException {
    try (DatabaseSession session = session(Level.INFO)) {
      Scopes.task("GET /api/hello")
          .run(() ->
              assertThatThrownBy(() -> ask(session, "SELECT nothing WHERE '' = ?"))
                  .isInstanceOf(SQLException.class));
    }

    List<String> records = records();
    assertThat(records.get(1)).contains("\"levelname\":\"INFO\"");
    assertThat(records.get(2)).contains("\"levelname\":\"ERROR\"", "nothing");
  }

  @Test
  void statement_outsideOfAllTasks_isNone() throws SQLException {
    try (DatabaseSession session = session(Level.DEBUG)) {
      ask(session, "SELECT 1 WHERE '' = ?");
    }

    assertThat(records()).isEmpty();
  }

  private List<String> records() {
    Weft.flush(Duration.ofSeconds(20));
    return sink.recordsWithoutSources().stream()
        .filter(record -> !record.contains("\"name\":\"weft\""))
        .toList();
  }

  private static DatabaseSession session(Level level) {
    return DatabaseSession.builder("db")
        .primary(POSTGRES.uri("postgres"))
        .statements(level)
        .build();
  }

  private static void ask(DatabaseSession session, String sql) throws SQLException {
    try (Connection connection = session.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "my value");
      statement.executeQuery().close();
    }
  }
}
