package dev.weft.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread beside a mirror's receiver: asks for snapshots, finds silent sources, and says when
 * the mirror is ready. Changes do not pass through it.
 */
final class Keeper implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  // Many objects may begin to wait at once; they are asked for together.
  private static final Duration LEAST_BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final MirrorState state;
  private final @Nullable SnapshotAsking asking;
  private final InstantSource clock;
  private final Duration settle;
  private final Instant limit;
  private final Instant started;
  private final CompletableFuture<Void> ready;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private final Thread thread;
  private Instant asked = Instant.MIN;
  private boolean attention;
  private boolean closed;

  Keeper(
      String name,
      MirrorState state,
      @Nullable SnapshotAsking asking,
      InstantSource clock,
      Duration settle,
      Duration snapshotLimit,
      CompletableFuture<Void> ready) {
    this.state = state;
    this.asking = asking;
    this.clock = clock;
    this.settle = settle;
    this.started = clock.instant();
    this.limit = started.plus(snapshotLimit);
    this.ready = ready;
    this.thread = new Thread(this::run, name + " keeper");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Has it look soon. */
  void call() {
    lock.lock();
    try {
      attention = true;
      called.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      do {
        look();
      } while (await());
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    Instant now = clock.instant();
    if (asking != null) {
      if (state.lossSeen()) {
        // Of an object whose last change was lost no hole will tell.
        asking.wantAll();
      }
      asking.ask(state.incomplete(), now);
      if (asked.equals(Instant.MIN) && asking.askedAll()) {
        asked = now;
      }
    }
    state.lookForSilence();
    if (!ready.isDone() && (settled(now) || !now.isBefore(limit))) {
      // Not here: what depends on it is the user's.
      ready.completeAsync(() -> null);
    }
  }

  private boolean settled(Instant now) {
    if (asking == null) {
      return !now.isBefore(started.plus(settle));
    }
    Instant incomplete = state.lastIncomplete();
    Instant from = asked.isAfter(incomplete) ? asked : incomplete;
    return !asked.equals(Instant.MIN) && !now.isBefore(from.plus(settle));
  }

  /** Waits for the next look; false at the end. */
  private boolean await() throws InterruptedException {
    lock.lock();
    try {
      long nanos = LEAST_BETWEEN_LOOKS.toNanos();
      while (!closed && nanos > 0) {
        nanos = called.awaitNanos(nanos);
      }
      nanos = LOOK.toNanos();
      while (!closed && !attention && nanos > 0) {
        nanos = called.awaitNanos(nanos);
      }
      attention = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      called.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
