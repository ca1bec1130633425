package dev.weft.web.jdbc;

import static java.util.Objects.requireNonNull;

import javax.sql.DataSource;

/**
 * One database of a session, by the name that stands in checks and metrics. Usable from any thread.
 *
 * @param name such as {@code sqlalchemy_slave}
 * @param dataSource gives connections to it, whatever the current request is
 */
public record DatabaseEngine(String name, DataSource dataSource) {
  /** Checks for what has to be there. */
  public DatabaseEngine {
    requireNonNull(name, "name");
    requireNonNull(dataSource, "dataSource");
  }
}
