package dev.weft.web.jdbc;

import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import java.sql.Connection;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;

/** Times commits that succeed. Usable from any thread. */
final class CommitListener implements MethodExecutionListener {
  private static final Metric COMMIT = Metric.of("sql", "commit");

  private final Stats stats;

  CommitListener(Stats stats) {
    this.stats = stats;
  }

  @Override
  public void beforeMethod(MethodExecutionContext call) {}

  @Override
  public void afterMethod(MethodExecutionContext call) {
    if (call.getThrown() == null
        && call.getTarget() instanceof Connection
        && call.getMethod().getName().equals("commit")) {
      stats.timer(COMMIT, call.getElapsedTime());
    }
  }
}
