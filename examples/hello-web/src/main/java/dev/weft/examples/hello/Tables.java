package dev.weft.examples.hello;

import dev.weft.web.jdbc.DatabaseEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** Makes the table and its row where they are missing. Functions only. */
final class Tables {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS hello (id serial PRIMARY KEY, value text UNIQUE NOT NULL)";

  private Tables() {}

  /** Brings the primary to the newest version; a table that is there already is taken as it is. */
  static Flyway migrate(DatabaseEngine primary) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(primary.dataSource())
            .locations("classpath:dev/weft/examples/hello/migrations")
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
    flyway.migrate();
    return flyway;
  }

  /** Sees to it that the table is there and has a row. */
  static void fill(DatabaseEngine engine, String value) throws SQLException {
    try (Connection connection = engine.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      // Looked up first: a replica that mirrors the primary has it, and takes no changes.
      if (!there(statement)) {
        statement.execute(TABLE);
      }
      if (empty(statement)) {
        insert(connection, value);
      }
    }
  }

  private static boolean there(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("SELECT to_regclass('hello')")) {
      return found.next() && found.getString(1) != null;
    }
  }

  private static boolean empty(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT 1 FROM hello LIMIT 1")) {
      return !rows.next();
    }
  }

  private static void insert(Connection connection, String value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO hello (value) VALUES (?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, value);
      insert.executeUpdate();
    }
  }
}
