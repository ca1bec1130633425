package dev.weft.web.level;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Alarms by one daemon thread, which exists once there is something to wait for. */
final class TimerAlarms implements Alarms {
  private final ScheduledThreadPoolExecutor timer;

  TimerAlarms() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "weft-levels");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Runnable set(Duration after, Runnable work) {
    try {
      Future<?> alarm = timer.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
      return () -> alarm.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
