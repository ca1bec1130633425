package dev.weft.web.jdbc;

import dev.weft.web.request.RequestInfo;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells PostgreSQL the current request's id, as the application name of the connection that was
 * taken for it, and takes it back before the connection goes back to its pool. The server shows it
 * in its log and in {@code pg_stat_activity}, cut to 63 bytes.
 *
 * <p>The driver sends it only when it is another one, and outside of the transaction, so that
 * neither a rollback undoes it nor is a prepared statement's text changed. One listener an engine;
 * usable from any thread.
 */
final class RequestIdListener implements MethodExecutionListener {
  private static final System.Logger LOGGER = System.getLogger(RequestIdListener.class.getName());
  private static final String NAME = "ApplicationName";

  // What the connections of this engine are called otherwise; null until the first was seen.
  private volatile @Nullable String usual;
  private volatile boolean inert;

  @Override
  public void beforeMethod(MethodExecutionContext call) {
    if (call.getTarget() instanceof Connection connection
        && call.getMethod().getName().equals("close")) {
      String name = usual;
      if (name != null) {
        restore(connection, name);
      }
    }
  }

  @Override
  public void afterMethod(MethodExecutionContext call) {
    if (!inert
        && call.getTarget() instanceof DataSource
        && call.getResult() instanceof Connection connection) {
      Optional<RequestInfo> request = RequestInfo.current();
      request.ifPresent(current -> tell(connection, current.id()));
    }
  }

  private void tell(Connection connection, String id) {
    try {
      if (knows(connection)) {
        connection.setClientInfo(NAME, id);
      }
    } catch (SQLException untold) {
      LOGGER.log(Level.DEBUG, "The database does not take the request id " + id, untold);
    }
  }

  /** Whether it is PostgreSQL, which takes names without more ado. */
  private boolean knows(Connection connection) throws SQLException {
    if (usual != null) {
      return true;
    }
    if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      inert = true;
      return false;
    }
    String name = connection.getClientInfo(NAME);
    usual = name == null ? "" : name;
    return true;
  }

  private static void restore(Connection connection, String name) {
    try {
      if (connection.isClosed() || name.equals(connection.getClientInfo(NAME))) {
        return;
      }
      if (!connection.getAutoCommit()) {
        // What was not committed is undone anyway; but first, lest the name be undone with it.
        connection.rollback();
      }
      connection.setClientInfo(NAME, name);
    } catch (SQLException broken) {
      discard(connection, broken);
    }
  }

  /** A connection that would go on under a request's name shall not be used again. */
  private static void discard(Connection connection, SQLException reason) {
    LOGGER.log(Level.DEBUG, "A connection keeps its request id, so it is given up", reason);
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      LOGGER.log(Level.DEBUG, "The connection cannot be given up", gone);
    }
  }
}
