package dev.weft.web.level;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that a test moves, and alarms that go off as it passes them, on the test's thread. */
final class ManualTime implements InstantSource, Alarms {
  private record Alarm(Instant at, Runnable work) {}

  private final List<Alarm> alarms = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Runnable set(Duration after, Runnable work) {
    Alarm alarm = new Alarm(now.plus(after), work);
    alarms.add(alarm);
    return () -> {
      synchronized (this) {
        alarms.remove(alarm);
      }
    };
  }

  void pass(Duration time) {
    Instant end = instant().plus(time);
    for (Alarm next = next(end); next != null; next = next(end)) {
      next.work.run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Alarm next(Instant end) {
    Alarm next =
        alarms.stream()
            .filter(alarm -> !alarm.at.isAfter(end))
            .min(Comparator.comparing(Alarm::at))
            .orElse(null);
    if (next != null) {
      alarms.remove(next);
      now = next.at;
    }
    return next;
  }

  synchronized int waiting() {
    return alarms.size();
  }

  @Override
  public void close() {}
}
