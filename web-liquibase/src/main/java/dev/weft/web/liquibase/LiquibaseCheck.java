package dev.weft.web.liquibase;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.health.HealthCheck;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;

/**
 * A database has to be at the version that the code was written for: whether all of Liquibase's
 * change sets were run, and none later that the code does not know. A version is the id of the last
 * change set; the check's result is the database's, a failure says {@code Invalid liquibase version
 * (db: 2, code: 3)}.
 *
 * <p>For one change log a database: where several programs keep their change sets in one table, the
 * last one is another program's.
 *
 * <p>Collects the check's properties; used by one thread. What it makes is usable from any thread
 * and changes nothing in the database. Liquibase tells of each look into a database on its logger
 * {@code liquibase} at INFO.
 */
public final class LiquibaseCheck {
  private static final int DEFAULT_LEVEL = 2;

  private final String name;
  private final String changeLog;
  private final Map<String, DataSource> databases = new LinkedHashMap<>();
  private Contexts contexts = new Contexts();
  private LabelExpression labels = new LabelExpression();
  private Stats stats = Stats.none();

  private LiquibaseCheck(String name, String changeLog) {
    this.name = name;
    this.changeLog = changeLog;
  }

  /**
   * Of that change log in that database; the check is named {@code liquibase_<name>}, at level 2.
   *
   * @param changeLog its path on the class path, as it was when it was run
   * @throws ConfigurationException without a name
   */
  public static LiquibaseCheck of(String name, String changeLog, DataSource source) {
    if (name.isBlank()) {
      throw new ConfigurationException(
          "name", "a check of change sets needs a name, such as that of its data source");
    }
    return new LiquibaseCheck(name, requireNonNull(changeLog, "changeLog")).in(name, source);
  }

  /**
   * Looks into that database as well, a replica for instance.
   *
   * @param connection its name in metrics
   */
  public LiquibaseCheck in(String connection, DataSource source) {
    databases.put(connection, requireNonNull(source, "source"));
    return this;
  }

  /** The contexts in which it is run, such as {@code prod}; by default all change sets count. */
  public LiquibaseCheck contexts(String list) {
    contexts = new Contexts(list);
    return this;
  }

  /** The labels by which it is run; by default all change sets count. */
  public LiquibaseCheck labels(String expression) {
    labels = new LabelExpression(expression);
    return this;
  }

  /** Where it is timed and versions are counted; by default nowhere. */
  public LiquibaseCheck stats(Stats to) {
    stats = requireNonNull(to, "to");
    return this;
  }

  /** The check. */
  public HealthCheck build() {
    Map<String, DataSource> asked = new LinkedHashMap<>(databases);
    ChangeSets changeSets = new ChangeSets(changeLog, contexts, labels);
    Stats to = stats;
    return HealthCheck.of("liquibase_" + name, DEFAULT_LEVEL, () -> version(asked, changeSets, to));
  }

  private String version(Map<String, DataSource> asked, ChangeSets changeSets, Stats to)
      throws Exception {
    String version = ChangeSets.NONE;
    for (Map.Entry<String, DataSource> database : asked.entrySet()) {
      Metric timer =
          Metric.of("sql", "manual", "health_check", "liquibase")
              .part("conf", name)
              .part("con", database.getKey());
      ChangeSets.Found found = to.time(timer, () -> changeSets.in(database.getValue()));
      version = found.database();
      to.counter(Metric.of("liquibase_version").part("name", name).part("version", version), 1);
      found.compare();
    }
    return version;
  }
}
