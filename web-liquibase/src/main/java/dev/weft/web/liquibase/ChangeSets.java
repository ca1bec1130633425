package dev.weft.web.liquibase;

import dev.weft.web.health.CheckFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.RuntimeEnvironment;
import liquibase.changelog.ChangeLogIterator;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.changelog.visitor.ListVisitor;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** The change sets of a change log, in the code and in a database. Usable from any thread. */
final class ChangeSets {
  static final String NONE = "none";
  private static final int MOST_NAMED = 10;

  private final String changeLog;
  private final Contexts contexts;
  private final LabelExpression labels;

  ChangeSets(String changeLog, Contexts contexts, LabelExpression labels) {
    this.changeLog = changeLog;
    this.contexts = contexts;
    this.labels = labels;
  }

  /** What stands in that database, beside what the code brings. */
  Found in(DataSource source) throws SQLException, LiquibaseException {
    Database database = open(source.getConnection());
    // It closes the database, and that the connection.
    try (Liquibase liquibase =
        new Liquibase(changeLog, new ClassLoaderResourceAccessor(), database)) {
      // Without making its tables, which a replica does not allow.
      List<ChangeSet> unrun = liquibase.listUnrunChangeSets(contexts, labels, false);
      List<RanChangeSet> ran = database.getRanChangeSetList();
      DatabaseChangeLog code = liquibase.getDatabaseChangeLog();
      RanChangeSet last = ran.isEmpty() ? null : ran.get(ran.size() - 1);
      return new Found(
          last == null ? NONE : last.getId(),
          newest(code, database),
          unrun.stream().map(ChangeSet::getId).toList(),
          last == null || code.getChangeSet(last) != null);
    }
  }

  private static Database open(Connection connection) throws SQLException, LiquibaseException {
    try {
      return DatabaseFactory.getInstance()
          .findCorrectDatabaseImplementation(new JdbcConnection(connection));
    } catch (LiquibaseException unknown) {
      connection.close();
      throw unknown;
    }
  }

  /** The last change set that is for this kind of database, these contexts and labels. */
  private String newest(DatabaseChangeLog code, Database database) throws LiquibaseException {
    ListVisitor all = new ListVisitor();
    new ChangeLogIterator(
            code,
            new ContextChangeSetFilter(contexts),
            new LabelChangeSetFilter(labels),
            new DbmsChangeSetFilter(database))
        .run(all, new RuntimeEnvironment(database, contexts, labels));
    List<ChangeSet> sets = all.getSeenChangeSets();
    return sets.isEmpty() ? NONE : sets.get(sets.size() - 1).getId();
  }

  /**
   * A database beside the code.
   *
   * @param database the id of the change set that was run last
   * @param code the id of the code's last one
   * @param unrun ids of those that were not run
   * @param known whether the code has the one that was run last
   */
  record Found(String database, String code, List<String> unrun, boolean known) {
    /** Fails unless both have the same. */
    void compare() throws CheckFailure {
      if (!unrun.isEmpty() || !known) {
        throw new CheckFailure(
            "Invalid liquibase version (db: " + database + ", code: " + code + ')' + details(),
            null);
      }
    }

    private String details() {
      return unrun.isEmpty()
          ? ""
          : unrun.stream().limit(MOST_NAMED).collect(Collectors.joining(", ", "; not run: ", ""));
    }
  }
}
