package dev.weft.web.jdbc;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.event.Level;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.SqlText;
import dev.weft.web.metric.Stats;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Times each statement, and makes it a task inside the one that is current: a request then shows
 * what it asked its database, and how often. Values of parameters are not told.
 *
 * <p>Usable from any thread.
 */
final class StatementListener implements QueryExecutionListener {
  /** What the tasks' records say of their origin. */
  static final String LOGGER = "dev.weft.web.jdbc.sql";

  private static final String SCOPE = "dev.weft.scope";
  // An application has as many different ones as its code has; those made of values are not kept.
  private static final int MOST_KEPT = 1_000;

  private final String engine;
  private final Stats stats;
  private final Level level;
  private final Map<String, Text> texts = new ConcurrentHashMap<>();

  StatementListener(String engine, Stats stats, Level level) {
    this.engine = engine;
    this.stats = stats;
    this.level = level;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    if (Scopes.current().isPresent()) {
      Scope scope =
          Scopes.to(text(queries).simple)
              .with("engine", engine)
              .logger(LOGGER)
              .level(level)
              .start();
      execution.addCustomValue(SCOPE, scope);
    }
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    Scope scope = execution.getCustomValue(SCOPE, Scope.class);
    Throwable failure = execution.getThrowable();
    if (scope != null) {
      if (failure != null) {
        scope.fail(failure);
      }
      scope.close();
    }
    if (execution.isSuccess() && stats.active()) {
      stats.timer(text(queries).metric, execution.getElapsedTime());
    }
  }

  private Text text(List<QueryInfo> queries) {
    String sql = sql(queries);
    Text known = texts.get(sql);
    if (known != null) {
      return known;
    }
    Text made = new Text(SqlText.simplify(sql));
    if (texts.size() < MOST_KEPT) {
      texts.put(sql, made);
    }
    return made;
  }

  private static String sql(List<QueryInfo> queries) {
    if (queries.size() == 1) {
      return queries.get(0).getQuery();
    }
    // A batch of different statements, or an empty one.
    StringBuilder all = new StringBuilder();
    for (QueryInfo query : queries) {
      all.append(all.isEmpty() ? "" : "; ").append(query.getQuery());
    }
    return all.toString();
  }

  /** A statement in short, and what measures it. */
  private record Text(String simple, Metric metric) {
    Text(String simple) {
      this(simple, Metric.of("sql").part("query", simple));
    }
  }
}
