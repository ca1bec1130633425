package dev.weft.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when the test says so. */
final class SettableClock implements InstantSource {
  private volatile Instant now = RemoteObject.NOON;

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }
}
