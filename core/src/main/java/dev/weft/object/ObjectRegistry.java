package dev.weft.object;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.collate.ObjectTable;
import dev.weft.record.Recorder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects that are open: sends what is due of each, and signs of life of the process while
 * there is one. One thread does so for all, from when Weft is started and an object is open.
 *
 * <p>Usable from any thread; {@link #tick} by one at a time.
 */
final class ObjectRegistry {
  private static final long LONGEST_PAUSE_NANOS = 100_000_000;
  private static final long SHORTEST_PAUSE_NANOS = 5_000_000;
  // Objects whose end is still to be said, together, in bytes: about 16,000 small ones.
  private static final long MOST_OWED = 16 << 20;

  private final LongSupplier nanos;
  private final Map<String, ObjectState> open = new ConcurrentHashMap<>();
  private final AtomicLong owed = new AtomicLong();
  private final Object starting = new Object();
  private volatile @Nullable Predicate<Duration> flush;
  private volatile @Nullable Ticker ticker;
  private volatile long pauseNanos = LONGEST_PAUSE_NANOS;
  private volatile Duration longestWait = Duration.ZERO;
  private volatile long aliveNanos;
  private volatile long betweenSignsNanos = ObjectTable.HEARTBEAT.toNanos();

  /** An empty one, by that clock. */
  ObjectRegistry(LongSupplier nanos) {
    this.nanos = nanos;
    aliveNanos = nanos.getAsLong();
  }

  LongSupplier nanos() {
    return nanos;
  }

  /**
   * Makes an object by its id and keeps it. No two open objects of a process have one id, since
   * readers would take them for one: a second one's gets a number behind it.
   */
  ObjectState open(String id, long coalesceNanos, Function<String, ObjectState> made) {
    if (open.isEmpty()) {
      // The birth of the first is a sign of life.
      aliveNanos = nanos.getAsLong();
    }
    ObjectState state = made.apply(id);
    for (int i = 2; open.putIfAbsent(state.id(), state) != null; i++) {
      state = made.apply(id + '~' + i);
    }
    if (!state.id().equals(id)) {
      Complaints.once(
          "id " + id, "an object " + id + " is open already; the new one is called " + state.id());
    }
    if (coalesceNanos > 0) {
      pauseNanos = Math.max(SHORTEST_PAUSE_NANOS, Math.min(pauseNanos, coalesceNanos / 2));
    }
    tickWhileOpen();
    return state;
  }

  /** Ends the object, and lets go of it once readers know; returns whether it was open. */
  boolean finish(ObjectState state, @Nullable String why, @Nullable Update last) {
    ObjectState.End end = state.finish(why, last);
    if (end == ObjectState.End.TOLD) {
      open.remove(state.id(), state);
    } else if (end == ObjectState.End.OWED && owed.addAndGet(state.weight()) > MOST_OWED) {
      // Readers will see it go stale with its process; its end is counted as lost.
      letGoOfOwed(state);
    }
    return end != ObjectState.End.BEFORE;
  }

  private void letGoOfOwed(ObjectState state) {
    if (open.remove(state.id(), state)) {
      owed.addAndGet(-state.weight());
    }
  }

  /** Weft is started: readers are told what there is, and that often that the process lives. */
  void started(Predicate<Duration> flushing, Duration heartbeat) {
    flush = requireNonNull(flushing, "flushing");
    betweenSignsNanos = heartbeat.toNanos();
    open.values().forEach(ObjectState::oweKeyframe);
    tickWhileOpen();
  }

  /** Weft is about to stop. */
  void stopping() {
    releaseHeld();
    Ticker before;
    synchronized (starting) {
      flush = null;
      before = ticker;
      ticker = null;
    }
    if (before != null) {
      before.stop();
    }
  }

  private void tickWhileOpen() {
    if (flush == null || open.isEmpty()) {
      return;
    }
    Ticker now = ticker;
    if (now == null) {
      synchronized (starting) {
        if (ticker == null && flush != null) {
          ticker = Ticker.start(this);
        }
      }
    } else {
      now.wakeIfIdle();
    }
  }

  /** Readers ask for these objects, or for all. */
  void answer(Set<String> ids) {
    if (ids.isEmpty()) {
      open.values().forEach(ObjectState::oweKeyframe);
    } else {
      for (String id : ids) {
        ObjectState state = open.get(id);
        if (state != null) {
          state.oweKeyframe();
        }
      }
    }
    Ticker now = ticker;
    if (now != null) {
      now.wake();
    }
  }

  /** Sends all that coalescing objects hold back. */
  void releaseHeld() {
    Recorder recorder = ObjectState.outlet();
    open.values().forEach(state -> state.releaseHeld(recorder, true));
  }

  /** Sends what there is and waits for it; true when there is nowhere to send. */
  boolean flush(Duration limit) {
    releaseHeld();
    Predicate<Duration> flushing = flush;
    return flushing == null || flushing.test(limit);
  }

  /** Keeps in mind that the end of the JVM may take that long. */
  void mayWait(Duration atExit) {
    synchronized (starting) {
      if (atExit.compareTo(longestWait) > 0) {
        longestWait = atExit;
      }
    }
  }

  Duration longestWait() {
    return longestWait;
  }

  /** The process ends, and with it whatever is open. */
  void abort() {
    open.values().forEach(state -> finish(state, "abort", null));
  }

  /** Sends what is due; returns how long there is nothing to do, in nanoseconds. */
  long tick() {
    if (open.isEmpty()) {
      pauseNanos = LONGEST_PAUSE_NANOS;
      return Long.MAX_VALUE;
    }
    Recorder recorder = ObjectState.outlet();
    if (recorder != null) {
      tick(recorder);
    }
    return pauseNanos;
  }

  private void tick(Recorder recorder) {
    boolean room = true;
    for (ObjectState state : open.values()) {
      if (state.owesEnd()) {
        room = room && state.finishAgain(recorder);
        if (room) {
          letGoOfOwed(state);
        }
        continue;
      }
      state.releaseHeld(recorder, false);
      // One that finds no room shows that none does: a try costs a copy of the state.
      if (room && state.keyframeDue()) {
        room = state.keyframe(recorder);
      }
    }
    if (nanos.getAsLong() - aliveNanos >= betweenSignsNanos) {
      aliveNanos = nanos.getAsLong();
      recorder.commit(recorder.open().alive().dispensable(), Level.INFO, "weft", null);
    }
  }
}
