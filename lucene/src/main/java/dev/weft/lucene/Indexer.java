package dev.weft.lucene;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves events from the log into the newest slice, commits every few seconds, and then lets the log
 * go. What fails is tried again from the last commit, for ever: the log keeps what was accepted.
 *
 * <p>Has a thread of its own; {@link #awaitIndexed} and {@link #trouble} are for any.
 */
final class Indexer {
  private static final System.Logger LOGGER = System.getLogger(Indexer.class.getName());
  private static final long SYNC_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(1);
  private static final long EXPIRE_EVERY = TimeUnit.SECONDS.toNanos(30);

  private static final int MOST_UNCOMMITTED = 2_000_000;

  private final Settings settings;
  private final EventLog log;
  private final Slices slices;
  private final PendingIds pending;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final RawEvent view = new RawEvent();
  private volatile long indexed;
  private volatile @Nullable String trouble;
  private volatile boolean ending;
  private volatile boolean dead;
  private LogPosition position;
  private long lastCommit = System.nanoTime();
  private long lastSync = System.nanoTime();
  private long lastExpire = System.nanoTime() - EXPIRE_EVERY;

  Indexer(String name, Settings settings, EventLog log, Slices slices, PendingIds pending) {
    this.settings = settings;
    this.log = log;
    this.slices = slices;
    this.pending = pending;
    this.indexed = slices.committedArrival();
    this.position = new LogPosition(log, indexed + 1);
    this.thread = new Thread(this::run, "weft-store-indexer{" + name + "}");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** The newest arrival number that is in the index. */
  long indexed() {
    return indexed;
  }

  /** What keeps it from indexing; null when nothing does. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Says that there is more in the log. */
  void wake() {
    signal();
  }

  private void signal() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until that arrival is in the index, for a while; whether it is. */
  boolean awaitIndexed(long arrival, long nanos) throws InterruptedException {
    long rest = nanos;
    lock.lockInterruptibly();
    try {
      while (indexed < arrival && rest > 0 && !dead) {
        rest = moved.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
    return indexed >= arrival;
  }

  private void run() {
    try {
      while (!dead) {
        try {
          // Asked first: what comes while it looks for more is still to be indexed.
          boolean last = ending;
          boolean more = step();
          trouble = null;
          if (!more && last) {
            commit();
            return;
          }
        } catch (IOException | RuntimeException failed) {
          recover(failed);
        } catch (Error fatal) {
          trouble = "indexing has ended: " + fatal + "; start the collector again";
          LOGGER.log(WARNING, settings.folder() + ": indexing has ended", fatal);
          return;
        }
      }
    } finally {
      dead = true;
      signal();
      closePosition();
    }
  }

  /** One frame, or what is due while there is none; whether there was one. */
  private boolean step() throws IOException {
    if (slices.current().broken()) {
      reopen();
    }
    long now = System.nanoTime();
    if (now - lastSync >= SYNC_EVERY) {
      lastSync = now;
      log.sync();
    }
    Frame frame = position.next();
    if (frame != null && frame.last() > indexed) {
      checkSpace();
      index(frame);
    }
    long uncommitted = indexed - slices.current().committed().arrival();
    long waited = System.nanoTime() - lastCommit;
    if (uncommitted > 0
        && (waited >= settings.commitEvery().toNanos() || uncommitted >= MOST_UNCOMMITTED)) {
      commit();
    }
    if (frame != null) {
      return true;
    }
    if (slices.makeSeen()) {
      return true;
    }
    if (System.nanoTime() - lastExpire >= EXPIRE_EVERY) {
      expire();
    }
    idle();
    return false;
  }

  // Woken early, it looks whether there is something to do, and comes again.
  @SuppressWarnings("WaitNotInLoop")
  private void idle() {
    lock.lock();
    try {
      if (!ending && !hasMore()) {
        long wait = Math.min(SYNC_EVERY, settings.commitEvery().toNanos());
        long unused = moved.awaitNanos(Math.max(wait, 1_000_000));
      }
    } catch (InterruptedException wanted) {
      ending = true;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasMore() {
    return log.lastArrival() > indexed;
  }

  private void index(Frame frame) throws IOException {
    byte[] bytes = frame.body().array();
    Slice slice = slices.current();
    long before = indexed;
    frame.<IOException>forEach((arrival, from, to) -> {
      if (arrival > before) {
        add(slice, arrival, view.over(bytes, from, to));
      }
    });
    indexed = Math.max(before, frame.last());
    signal();
    roll();
  }

  private static void add(Slice slice, long arrival, RawEvent record) throws IOException {
    EventId id = EventIdentity.of(record, arrival);
    slice.add(new Cursor(EventIdentity.micros(record), id), arrival, record);
    SeenFilter seen = slice.seen();
    if (seen != null) {
      IdHash hash = IdHash.of(SortKey.of(id));
      seen.add(hash.high(), hash.low());
    }
  }

  private void roll() throws IOException {
    if (slices.rollIfDue()) {
      committed();
      expire();
    }
  }

  private void commit() throws IOException {
    if (indexed > slices.current().committed().arrival()) {
      slices.current().commit(settings.failpoint());
    }
    committed();
  }

  private void committed() throws IOException {
    lastCommit = System.nanoTime();
    pending.turn();
    // Whoever asks whether an identity is there must see it before it is forgotten here.
    slices.current().refresh();
    long arrival = slices.committedArrival();
    pending.forgetTo(arrival);
    log.removeTo(arrival);
  }

  private void expire() throws IOException {
    lastExpire = System.nanoTime();
    roll();
    slices.expire();
  }

  private void checkSpace() throws IOException {
    long usable = settings.space().usable(settings.folder());
    if (usable < settings.reserve() / 4) {
      throw new IOException(DiskFull.message(settings, usable));
    }
  }

  // Woken early, it tries again early.
  @SuppressWarnings("WaitNotInLoop")
  private void recover(Exception failed) {
    boolean news = trouble == null;
    trouble = String.valueOf(failed.getMessage());
    LOGGER.log(
        news ? WARNING : DEBUG,
        settings.folder() + ": indexing failed, tried again each second",
        failed);
    try {
      slices.current().abandon();
    } catch (IOException | RuntimeException stuck) {
      LOGGER.log(DEBUG, "closing what failed", stuck);
    }
    if (ending) {
      dead = true;
      return;
    }
    lock.lock();
    try {
      long unused = moved.awaitNanos(RETRY_AFTER);
    } catch (InterruptedException wanted) {
      dead = true;
    } finally {
      lock.unlock();
    }
  }

  private void reopen() throws IOException {
    slices.beginIfClosed();
    if (slices.current().broken()) {
      slices.openCurrent();
    }
    closePosition();
    indexed = slices.committedArrival();
    position = new LogPosition(log, indexed + 1);
    if (trouble != null) {
      LOGGER.log(INFO, "{0}: indexing goes on", settings.folder());
    }
  }

  private void closePosition() {
    try {
      position.close();
    } catch (IOException stuck) {
      LOGGER.log(DEBUG, "closing the log", stuck);
    }
  }

  /** Indexes what is there, commits and ends; within the time. What is left stays in the log. */
  void close(long nanos) throws InterruptedException {
    ending = true;
    signal();
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    try {
      thread.join(millis);
    } finally {
      // Also where whoever closes is told to hurry: else what is under way finds its slice closed.
      dead = true;
      signal();
      thread.join(millis);
    }
  }

  /** Ends at once, as a crash would. */
  void kill() throws InterruptedException {
    dead = true;
    signal();
    thread.join();
  }
}
