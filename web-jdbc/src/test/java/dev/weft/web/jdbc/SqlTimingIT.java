package dev.weft.web.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testkit.PostgresServer;
import dev.weft.web.health.HealthCheck;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.Stats;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlTimingIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();

  private final List<String> timed = new CopyOnWriteArrayList<>();
  private final Stats stats = Stats.to(new Timers());
  private final DatabaseSession session =
      DatabaseSession.builder("db").primary(POSTGRES.uri("postgres")).stats(stats).build();

  @BeforeAll
  static void fill() {
    POSTGRES.execute(
        "postgres",
        "CREATE TABLE hello (id serial, value text UNIQUE NOT NULL)",
        "CREATE TABLE bare (id serial)",
        "INSERT INTO hello (value) VALUES ('master')");
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void statementsAndCommits_areTimed_inShort() throws SQLException {
    try (Connection connection = session.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO hello (value) VALUES (?)")) {
        insert.setString(1, "one");
        insert.addBatch();
        insert.setString(1, "two");
        insert.addBatch();
        insert.executeBatch();
      }
      try (Statement select = connection.createStatement()) {
        select.execute("SELECT value\n  FROM hello WHERE value IN ('one', 'two')");
      }
      connection.commit();
    }

    assertThat(timed)
        .containsExactly(
            "sql.INSERT INTO hello", "sql.SELECT FROM hello WHERE value IN (?)", "sql.commit");
  }

  @Test
  void statementThatFails_isNotTimed() throws SQLException {
    try (Connection connection = session.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("INSERT INTO hello (value) VALUES ('master')"))
          .hasMessageContaining("duplicate key");
    }

    assertThat(timed).isEmpty();
  }

  @Test
  void check_ofAtLeastOneRow_isTimed() throws Exception {
    List<HealthCheck> checks =
        DatabaseChecks.atLeastOneRow(session, stats, "Hello", "public.hello");

    assertThat(checks).hasSize(1);
    assertThat(checks.get(0).name()).isEqualTo("db_engine_db");
    assertThat(checks.get(0).level()).isEqualTo(1);
    assertThat(checks.get(0).body().check()).isNull();
    assertThat(timed)
        .containsExactly("sql.SELECT FROM public.hello", "sql.manual.health_check.db.db");
  }

  @Test
  void check_ofAnEmptyTable_saysWhatIsMissing() {
    List<HealthCheck> checks = DatabaseChecks.atLeastOneRow(session, stats, "Bare", "bare");

    assertThatThrownBy(checks.get(0).body()::check).hasMessage("Bare record not found");
    assertThat(timed).doesNotContain("sql.manual.health_check.db.db");
  }

  @Test
  void check_ofAQuery_givesItsResult() throws Exception {
    List<HealthCheck> checks =
        DatabaseChecks.query(session, stats, connection -> connection.isValid(1));

    assertThat(checks.get(0).body().check()).isEqualTo(true);
  }

  @Test
  void check_ofAnOddTable_isRefused() {
    assertThatThrownBy(() -> DatabaseChecks.atLeastOneRow(session, stats, "X", "x; DROP"))
        .hasMessage(
            "table: expected the name of a table such as hello or public.hello, got x; DROP");
  }

  /** Notes the names of timers. */
  private final class Timers implements MetricSink {
    @Override
    public void timer(Metric metric, long nanos) {
      assertThat(nanos).isPositive();
      timed.add(String.join(".", metric.key(false)));
    }

    @Override
    public void counter(Metric metric, long by) {}

    @Override
    public void gauge(Metric metric, double value) {}
  }
}
