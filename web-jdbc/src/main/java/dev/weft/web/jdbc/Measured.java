package dev.weft.web.jdbc;

import dev.weft.event.Level;
import dev.weft.web.metric.Stats;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.Stopwatch;
import net.ttddyy.dsproxy.support.ProxyDataSource;

/** Puts the listeners around a data source. Functions only. */
final class Measured {
  private Measured() {}

  static DataSource of(
      String engine, DataSource source, Stats stats, Level statements, boolean requestIds) {
    ProxyConfig.Builder config =
        ProxyConfig.Builder.create()
            .dataSourceName(engine)
            .stopwatchFactory(() -> new Nanoseconds(System::nanoTime))
            .queryListener(new StatementListener(engine, stats, statements));
    if (stats.active()) {
      config.methodListener(new CommitListener(stats));
    }
    if (requestIds) {
      config.methodListener(new RequestIdListener());
    }
    ProxyDataSource proxy = new ProxyDataSource(source);
    proxy.setProxyConfig(config.build());
    return proxy;
  }

  /** The library's own counts milliseconds, which most statements are shorter than. */
  private static final class Nanoseconds implements Stopwatch {
    private final LongSupplier clock;
    private long begun;

    Nanoseconds(LongSupplier clock) {
      this.clock = clock;
    }

    @Override
    public Stopwatch start() {
      begun = clock.getAsLong();
      return this;
    }

    @Override
    public long getElapsedTime() {
      return clock.getAsLong() - begun;
    }
  }
}
