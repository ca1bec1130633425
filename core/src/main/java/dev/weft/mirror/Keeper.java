package dev.weft.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What goes on beside a mirror's receiver: asks for snapshots, finds silent sources, and says when
 * the mirror is ready. Changes do not pass through it. Asking has a thread of its own, since a
 * transport may hold up who sends.
 */
final class Keeper implements AutoCloseable {
  private final String name;
  private final MirrorState state;
  private final @Nullable SnapshotAsking asking;
  private final InstantSource clock;
  private final Duration settle;
  private final Instant limit;
  private final Instant started;
  private final CompletableFuture<Void> ready;
  private final Pulse looking;
  private final Pulse asker;
  private volatile @Nullable Instant asked;
  private boolean readyTold;

  Keeper(
      String name,
      MirrorState state,
      @Nullable SnapshotAsking asking,
      InstantSource clock,
      Duration settle,
      Duration snapshotLimit,
      CompletableFuture<Void> ready) {
    this.name = name;
    this.state = state;
    this.asking = asking;
    this.clock = clock;
    this.settle = settle;
    this.started = clock.instant();
    this.limit = started.plus(snapshotLimit);
    this.ready = ready;
    this.looking = new Pulse(name + " keeper", this::look);
    this.asker = new Pulse(name + " asker", this::ask);
  }

  void start() {
    looking.start();
    if (asking != null) {
      asker.start();
    }
  }

  /** Has it ask soon. Returns at once. */
  void call() {
    asker.call();
  }

  private void ask() {
    if (asking == null) {
      return;
    }
    if (state.lossSeen()) {
      // All views are in doubt, and one request is less than one for each.
      asking.wantAll();
    }
    asking.ask(state.incomplete(), clock.instant());
    if (asked == null && asking.askedAll()) {
      asked = clock.instant();
    }
  }

  private void look() {
    state.lookForSilence();
    Instant now = clock.instant();
    if (!readyTold && (settled(now) || !now.isBefore(limit))) {
      readyTold = true;
      // What depends on it is the user's, and may take as long as it likes; nor is the common pool
      // sure to have a thread left.
      Thread telling = new Thread(() -> ready.complete(null), name + " ready");
      telling.setDaemon(true);
      telling.start();
    }
  }

  private boolean settled(Instant now) {
    Instant from = asking == null ? started : asked;
    if (from == null) {
      return false;
    }
    Instant incomplete = asking == null ? from : state.lastIncomplete();
    return !now.isBefore((from.isAfter(incomplete) ? from : incomplete).plus(settle));
  }

  @Override
  public void close() {
    looking.close();
    asker.close();
  }
}
