package dev.weft.web.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Carries checks out, several at once. No check runs twice at the same time: who asks while it runs
 * waits for that run, and one that hangs keeps its one thread, is reported at once and is not begun
 * again before it has come back. Usable from any thread.
 */
final class CheckRunner implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Duration limit;
  private final LongSupplier clock;
  private final ThreadPoolExecutor threads;
  private final Map<String, CheckRun> runs = new ConcurrentHashMap<>();

  CheckRunner(Duration limit, int most, LongSupplier clock) {
    this.limit = limit;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "weft-health-check-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** The results of those checks, in their order. */
  List<CheckResult> run(List<HealthCheck> checks) throws InterruptedException {
    List<CheckRun> begun = new ArrayList<>(checks.size());
    checks.forEach(check -> begun.add(begin(check)));
    List<CheckResult> results = new ArrayList<>(checks.size());
    for (CheckRun run : begun) {
      results.add(run.await());
    }
    return results;
  }

  private CheckRun begin(HealthCheck check) {
    return requireNonNull(
        runs.compute(check.name(), (name, run) -> run == null || run.over() ? start(check) : run));
  }

  private CheckRun start(HealthCheck check) {
    Duration own = check.limit();
    CheckRun run = new CheckRun(check, own == null ? limit : own, clock);
    try {
      threads.execute(run);
    } catch (RejectedExecutionException closed) {
      return run.refused(new IllegalStateException("the health checks are closed"));
    }
    return run;
  }

  /** Stops all that runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
