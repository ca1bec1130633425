package dev.weft.web.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Gives connections to the database that the current request is to use. It is chosen before a
 * connection is taken, so that none is taken in vain. Usable from any thread.
 */
final class RoutingDataSource implements DataSource {
  private final EngineChoice choice;

  RoutingDataSource(EngineChoice choice) {
    this.choice = choice;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return choice.current().dataSource().getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return choice.current().dataSource().getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return choice.primary().dataSource().getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    choice.primary().dataSource().setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    choice.primary().dataSource().setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return choice.primary().dataSource().getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return choice.primary().dataSource().getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : choice.primary().dataSource().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || choice.primary().dataSource().isWrapperFor(type);
  }
}
