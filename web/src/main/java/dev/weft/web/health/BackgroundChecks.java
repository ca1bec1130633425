package dev.weft.web.health;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries all checks out again and again and keeps what was found last. Begins with the first
 * question. Usable from any thread.
 */
final class BackgroundChecks implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(BackgroundChecks.class.getName());

  private final List<HealthCheck> checks;
  private final Work work;
  private final Duration pause;
  private final LongSupplier clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Object lock = new Object();
  private @Nullable ScheduledExecutorService thread;
  private @Nullable Future<?> rounds;
  private boolean closed;

  BackgroundChecks(List<HealthCheck> checks, Work work, Duration pause, LongSupplier clock) {
    this.checks = checks;
    this.work = work;
    this.pause = pause;
    this.clock = clock;
  }

  /** What was found last; carried out now where there is nothing yet. */
  List<CheckResult> results(List<HealthCheck> asked) throws InterruptedException {
    begin();
    if (!asked.stream().allMatch(check -> kept.containsKey(check.name()))) {
      refresh();
    }
    List<CheckResult> results = new ArrayList<>(asked.size());
    for (HealthCheck check : asked) {
      Kept last = kept.get(check.name());
      if (last != null) {
        results.add(last.result.aged(Duration.ofNanos(clock.getAsLong() - last.at)));
      }
    }
    return results;
  }

  /** Carries all out and keeps the results. */
  void refresh() throws InterruptedException {
    for (CheckResult result : work.carryOut(checks)) {
      kept.put(result.check().name(), new Kept(result, clock.getAsLong()));
    }
  }

  private void begin() {
    synchronized (lock) {
      if (thread == null && !closed) {
        thread = Executors.newSingleThreadScheduledExecutor(BackgroundChecks::thread);
        rounds =
            thread.scheduleWithFixedDelay(
                this::refreshQuietly, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "weft-health-refresh");
    thread.setDaemon(true);
    return thread;
  }

  private void refreshQuietly() {
    try {
      refresh();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unexpected) {
      // Thrown on, it would end all later rounds.
      LOGGER.log(Level.WARNING, "The health checks were not refreshed", unexpected);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (thread != null && rounds != null) {
        rounds.cancel(true);
        thread.shutdownNow();
      }
    }
  }

  /** Carries checks out. */
  @FunctionalInterface
  interface Work {
    List<CheckResult> carryOut(List<HealthCheck> checks) throws InterruptedException;
  }

  /** A result and when it was found, in the clock's nanoseconds. */
  private record Kept(CheckResult result, long at) {}
}
