package dev.weft.record;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Says when a record was made, for a third less than asking the wall clock each time, and without
 * an object.
 *
 * <p>The wall clock is read together with {@link System#nanoTime} at most once a second; between
 * two such anchors time goes on by {@code nanoTime} alone. So what is measured inside a second is
 * never spoilt by a clock that is being set. Within a millisecond of the wall clock while that one
 * is not set by hand; when it is, records follow within a second. The idea is OpenTelemetry's
 * {@code AnchoredClock}, which anchors once a trace.
 *
 * <p>Usable from any thread.
 */
final class RecordClock {
  private static final long NANOS_BETWEEN_ANCHORS = 1_000_000_000;

  // A thread that loses its core between the two readings would set all records off by that pause.
  private static final long CLOSE_ENOUGH_NANOS = 100_000;
  private static final int MOST_TRIES = 8;

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private volatile Anchor anchor;

  RecordClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    anchor = newAnchor();
  }

  /** Microseconds since 1970. */
  long micros() {
    Anchor last = anchor;
    long since = nanoTime.getAsLong() - last.nanos;
    if (since < 0 || since >= NANOS_BETWEEN_ANCHORS) {
      last = newAnchor();
      anchor = last;
      since = 0;
    }
    return last.micros + since / 1_000;
  }

  private Anchor newAnchor() {
    Anchor closest = new Anchor(0, 0, Long.MAX_VALUE);
    for (int i = 0; i < MOST_TRIES && closest.apart > CLOSE_ENOUGH_NANOS; i++) {
      long before = nanoTime.getAsLong();
      Instant now = wall.instant();
      long apart = nanoTime.getAsLong() - before;
      if (apart < closest.apart) {
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        closest = new Anchor(micros, before + apart / 2, apart);
      }
    }
    return closest;
  }

  /** The two clocks at one moment, up to how long reading them took. */
  private record Anchor(long micros, long nanos, long apart) {}
}
