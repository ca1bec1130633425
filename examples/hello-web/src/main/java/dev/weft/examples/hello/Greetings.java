package dev.weft.examples.hello;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The table {@code hello}. Usable from any thread. */
final class Greetings {
  private final DataSource database;

  /** In that database, which chooses by the current request. */
  Greetings(DataSource database) {
    this.database = database;
  }

  /** The first row's value. */
  String first() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT value FROM hello ORDER BY id LIMIT 1");
        ResultSet rows = select.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("the table hello has no row");
      }
      return rows.getString(1);
    }
  }

  /** Tries to add the same value twice, which the database refuses; nothing is left behind. */
  void addTwice(String value) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        insert(connection, value);
        insert(connection, value);
        connection.commit();
      } finally {
        connection.rollback();
      }
    }
  }

  private static void insert(Connection connection, String value) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO hello (value) VALUES (?)")) {
      insert.setString(1, value);
      insert.executeUpdate();
    }
  }
}
