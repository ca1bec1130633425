package dev.weft.web.jdbc;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.health.CheckFailure;
import dev.weft.web.health.HealthCheck;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes health checks of a session: one for each of its engines, named {@code db_engine_<engine>},
 * at level 1. They are timed as {@code sql.manual.health_check.db.<engine>}. Functions only.
 */
public final class DatabaseChecks {
  private static final Pattern TABLE = Pattern.compile("\\w+(\\.\\w+)*");

  private DatabaseChecks() {}

  /** What is asked of each engine. */
  @FunctionalInterface
  public interface Query {
    /**
     * Looks whether the database can do its work.
     *
     * @param connection of the engine that is asked; closed by the caller
     * @return the check's result, a JSON value; null for nothing
     * @throws Exception when it cannot
     */
    @Nullable Object ask(Connection connection) throws Exception;
  }

  /** Each engine has to answer the query. */
  public static List<HealthCheck> query(DatabaseSession session, Stats stats, Query query) {
    requireNonNull(query, "query");
    List<HealthCheck> checks = new ArrayList<>();
    for (DatabaseEngine engine : session.engines()) {
      Metric timer = Metric.of("sql", "manual", "health_check", "db").part("con", engine.name());
      checks.add(
          HealthCheck.of(
              "db_engine_" + engine.name(),
              1,
              () -> stats.<@Nullable Object>time(timer, () -> ask(engine, query))));
    }
    return List.copyOf(checks);
  }

  private static @Nullable Object ask(DatabaseEngine engine, Query query) throws Exception {
    try (Connection connection = engine.dataSource().getConnection()) {
      return query.ask(connection);
    }
  }

  /**
   * The table has to have a row on each engine.
   *
   * @param model what its rows are, for the failure's text: {@code <model> record not found}
   * @param table its name, with the schema where that is needed
   * @throws ConfigurationException when the name is none
   */
  public static List<HealthCheck> atLeastOneRow(
      DatabaseSession session, Stats stats, String model, String table) {
    requireNonNull(model, "model");
    if (!TABLE.matcher(table).matches()) {
      throw new ConfigurationException(
          "table",
          "table: expected the name of a table such as hello or public.hello, got " + table);
    }
    return query(session, stats, connection -> one(connection, model, table));
  }

  private static @Nullable Object one(Connection connection, String model, String table)
      throws SQLException, CheckFailure {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table)) {
        if (!rows.next()) {
          throw new CheckFailure(model + " record not found", null);
        }
        return null;
      }
    }
  }
}
