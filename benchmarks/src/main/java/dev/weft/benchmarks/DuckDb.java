package dev.weft.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

/**
 * Asks DuckDB what {@link StoreRun} asks the store, once over the file of JSON lines and once over
 * a table that it was read into.
 *
 * <pre>DuckDb FILE ROOT</pre>
 */
final class DuckDb {
  private static final int TIMES = 5;
  private static final String FIELDS =
      "created, levelname, levelno, name, hostname, message, exc_text, context.key AS key";

  private final Statement statement;

  private DuckDb(Statement statement) {
    this.statement = statement;
  }

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      DuckDb duck = new DuckDb(statement);
      String file = "read_json_auto('" + arguments[0] + "', format='newline_delimited')";
      duck.ask("DuckDB, file: histogram of a day", 1, histogram(file));
      duck.ask("DuckDB, file: facet of level", 1, facet(file, "levelname"));
      long start = System.nanoTime();
      statement.execute("CREATE TABLE events AS SELECT " + FIELDS + " FROM " + file);
      System.out.printf(
          Locale.ROOT,
          "%-36s %10.1f ms%n",
          "DuckDB: reading it in",
          (System.nanoTime() - start) / 1e6);
      duck.ask("DuckDB, table: histogram of a day", TIMES, histogram("events"));
      duck.ask("DuckDB, table: facet of level", TIMES, facet("events", "levelname"));
      duck.ask("DuckDB, table: facet of logger", TIMES, facet("events", "name"));
      duck.ask(
          "DuckDB, table: events of a tree",
          TIMES,
          "SELECT * FROM events WHERE key LIKE '%@" + arguments[1] + "%'");
      duck.ask(
          "DuckDB, table: newest 100",
          TIMES,
          "SELECT * FROM events WHERE levelno >= 40 AND message LIKE '%declined%'"
              + " ORDER BY created DESC LIMIT 100");
    }
  }

  private static String histogram(String from) {
    return "SELECT CAST(created / 720 AS BIGINT) AS part, levelname, count(*) FROM "
        + from
        + " GROUP BY ALL ORDER BY ALL";
  }

  private static String facet(String from, String field) {
    return "SELECT "
        + field
        + ", count(*) AS n FROM "
        + from
        + " GROUP BY ALL ORDER BY n DESC LIMIT 10";
  }

  private void ask(String name, int times, String question) throws SQLException {
    double[] took = new double[times];
    long rows = 0;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      rows = 0;
      try (ResultSet answer = statement.executeQuery(question)) {
        while (answer.next()) {
          rows++;
        }
      }
      took[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(took);
    System.out.printf(Locale.ROOT, "%-36s %10.1f ms  rows %d%n", name, took[times / 2], rows);
  }
}
