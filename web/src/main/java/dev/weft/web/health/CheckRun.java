package dev.weft.web.health;

import dev.weft.Scopes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A check that was begun: carried out by a thread of the engine, waited for by as many as like.
 * Whoever sees that it took too long stops it; it is over only when its thread has come back.
 */
final class CheckRun implements Runnable {
  private final HealthCheck check;
  private final Duration limit;
  private final LongSupplier clock;
  private final long begun;
  private final Runnable body;
  private final CompletableFuture<CheckResult> result = new CompletableFuture<>();
  private final Object lock = new Object();
  private @Nullable Thread worker;
  private boolean stopped;

  /** Of that check, for the task that is current now. */
  CheckRun(HealthCheck check, Duration limit, LongSupplier clock) {
    this.check = check;
    this.limit = limit;
    this.clock = clock;
    this.begun = clock.getAsLong();
    this.body = Scopes.wrap(this::carryOut);
  }

  @Override
  public void run() {
    synchronized (lock) {
      if (stopped) {
        // It waited for a thread in vain: those that asked have gone.
        result.complete(CheckResult.failure(check, new CheckTimeout(limit), elapsed()));
        return;
      }
      worker = Thread.currentThread();
    }
    try {
      body.run();
    } finally {
      synchronized (lock) {
        worker = null;
      }
      // A stop that came last shall not hit the thread's next check.
      Thread.interrupted();
    }
  }

  private void carryOut() {
    try {
      Object found = check.body().check();
      result.complete(CheckResult.success(check, found, elapsed()));
    } catch (Throwable failure) {
      result.complete(CheckResult.failure(check, failure, elapsed()));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.getAsLong() - begun);
  }

  /** Whether its thread has come back, in time or not. */
  boolean over() {
    return result.isDone();
  }

  /** Waits for its end, no longer than its limit from its beginning. */
  CheckResult await() throws InterruptedException {
    try {
      long remaining = limit.minus(elapsed()).toNanos();
      return result.get(Math.max(0, remaining), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLong) {
      return stop();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private CheckResult stop() {
    CheckTimeout failure = new CheckTimeout(limit);
    synchronized (lock) {
      if (worker != null) {
        failure.setStackTrace(worker.getStackTrace());
        if (!stopped) {
          worker.interrupt();
        }
      }
      stopped = true;
    }
    return result.getNow(CheckResult.failure(check, failure, elapsed()));
  }

  /** Ends it without a result, since no thread takes it. */
  CheckRun refused(Throwable reason) {
    result.complete(CheckResult.failure(check, reason, elapsed()));
    return this;
  }
}
