package dev.weft.daemon.stream;

import dev.weft.event.query.QueryException;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Brings a stream from the past to what arrives now, without loss or repetition at the seam.
 *
 * <h2>The seam</h2>
 *
 * A store shows what it took in after up to a second; its listeners see it at once. So a stream
 * that has read all that the store shows begins to keep what arrives, reads on, and switches over
 * when what it read meets what it kept. A hole in what arrives leads back to reading.
 *
 * <p>{@link #arrived} is called by one thread at a time, which it never holds up; reading has
 * threads of its own.
 */
final class Follower {
  private static final Logger LOG = System.getLogger(Follower.class.getName());
  private static final int PAGE = 500;
  private static final int MOST_KEPT = 10_000;
  private static final long MOST_FETCHED = 200_000;
  private static final long LOOK_MILLIS = 50;
  private static final long RETRY_MILLIS = 2_000;

  private final EventStore store;
  private final LiveStream stream;
  private final ScheduledExecutorService readers;
  private final Object lock = new Object();
  private final List<StoredEvent> kept = new ArrayList<>();
  private State state = State.READING;

  private enum State {
    READING,
    JOINING,
    LIVE
  }

  Follower(EventStore store, LiveStream stream, ScheduledExecutorService readers) {
    this.store = store;
    this.stream = stream;
    this.readers = readers;
  }

  LiveStream stream() {
    return stream;
  }

  /** Begins at what arrives now. */
  void live() {
    synchronized (lock) {
      state = State.LIVE;
    }
  }

  /** Begins in the past. */
  void read() {
    synchronized (lock) {
      state = State.READING;
    }
    begin();
  }

  private void begin() {
    try {
      readers.execute(this::readOn);
    } catch (RejectedExecutionException closed) {
      LOG.log(Logger.Level.DEBUG, "a stream is not read on, since all end");
    }
  }

  /** Takes what arrived. */
  void arrived(List<StoredEvent> events) {
    boolean behind = false;
    synchronized (lock) {
      if (state == State.JOINING) {
        keep(events);
      } else if (state == State.LIVE) {
        behind = !stream.take(events, hole(events.get(0).arrival()));
        if (behind) {
          state = State.READING;
        }
      }
    }
    if (behind) {
      begin();
    }
  }

  /** Goes on behind what was passed over, up to that arrival, when nothing else has come since. */
  void passedOver(long arrival) {
    boolean behind = false;
    synchronized (lock) {
      if (state == State.LIVE && arrival > stream.last()) {
        behind = !stream.skip(arrival, hole(arrival));
        if (behind) {
          state = State.READING;
        }
      }
    }
    if (behind) {
      begin();
    }
  }

  // A program wants all there is. A person wants to see what is now.
  private LiveStream.Hole hole(long arrival) {
    boolean fetched = full() && arrival - stream.last() <= MOST_FETCHED;
    return fetched ? LiveStream.Hole.FETCH : LiveStream.Hole.SLOW;
  }

  private void keep(List<StoredEvent> events) {
    kept.addAll(events);
    if (kept.size() > MOST_KEPT) {
      // The oldest go: what is missing shows as a hole, and is read.
      kept.subList(0, kept.size() - MOST_KEPT).clear();
    }
  }

  private void readOn() {
    try {
      if (stream.ended()) {
        return;
      }
      if (full() && !stream.outbox().hasRoom()) {
        // A program that reads slowly waits for nobody but itself.
        again(LOOK_MILLIS);
        return;
      }
      readPage();
    } catch (RuntimeException fault) {
      fail(fault);
    } catch (IOException unreadable) {
      LOG.log(Logger.Level.WARNING, "a stream ends since the store cannot be read", unreadable);
      stream.end("the store cannot be read: " + unreadable.getMessage(), RETRY_MILLIS);
    }
  }

  /** Ends the stream, since its query or one of its rows cannot be worked out. */
  void fail(RuntimeException fault) {
    LOG.log(Logger.Level.WARNING, "a stream ends, since an event cannot be judged", fault);
    stream.end(
        fault instanceof QueryException query
            ? query.problem()
            : "an event could not be judged: " + fault,
        RETRY_MILLIS);
  }

  // One page at a time, so that many streams share few threads fairly.
  private void again(long millis) {
    var unused = readers.schedule(this::readOn, millis, TimeUnit.MILLISECONDS);
  }

  private boolean full() {
    return stream.request().mode() == StreamRequest.Mode.FULL;
  }

  private void readPage() throws IOException {
    long head = store.state().arrivals();
    if (!full() && head - stream.last() > MOST_FETCHED) {
      // Reading would never catch up with what arrives.
      stream.skip(head, LiveStream.Hole.SLOW);
    }
    List<StoredEvent> page = store.arrivals(stream.last(), PAGE);
    stream.take(page, LiveStream.Hole.EXPIRED);
    if (page.size() == PAGE) {
      again(0);
    } else if (!joined()) {
      again(LOOK_MILLIS);
    }
  }

  private boolean joined() {
    synchronized (lock) {
      if (!meets()) {
        state = State.JOINING;
        return false;
      }
      boolean whole = kept.isEmpty() || stream.take(kept, hole(kept.get(0).arrival()));
      kept.clear();
      state = whole ? State.LIVE : State.READING;
      return whole;
    }
  }

  private boolean meets() {
    return kept.isEmpty()
        ? stream.last() >= store.state().arrivals()
        : kept.get(0).arrival() <= stream.last() + 1;
  }
}
