package dev.weft.daemon.stream;

import static java.util.Objects.requireNonNull;

import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All streams over one store. One thread looks at what arrives, for all of them; the thread that
 * appends only puts a reference into a queue, and where that is full not even that: what was passed
 * over shows as a hole in the numbers, and is read later or said as a gap.
 *
 * <p>Usable from any thread. Costs nothing while there is no stream.
 */
public final class LiveStreams implements AutoCloseable {
  /** How many streams there may be at once. */
  public static final int MOST = 64;

  private static final int MOST_QUEUED = 20_000;
  private static final long OUTBOX_BYTES = 1 << 20;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int READERS = 2;

  private final EventStore store;
  private final Clock clock;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  // Of its own: a store may hold a lock while it tells its listeners.
  private final ReentrantLock queueLock = new ReentrantLock();
  private final Condition arrived = queueLock.newCondition();
  private final ArrayDeque<List<StoredEvent>> queue = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor readers;
  private final AtomicLong opened = new AtomicLong();
  private EventStore.@Nullable Subscription subscription;
  private @Nullable Thread thread;
  private int queued;
  // The number of the last event that found the queue full.
  private long passedOver;
  private boolean closed;

  private LiveStreams(EventStore store, Clock clock) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    readers = new ScheduledThreadPoolExecutor(READERS, work -> daemon(work, "weft-stream-reader"));
    readers.setKeepAliveTime(10, TimeUnit.SECONDS);
    readers.allowCoreThreadTimeOut(true);
    readers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Streams over that store. Starts nothing yet. */
  public static LiveStreams over(EventStore store, Clock clock) {
    return new LiveStreams(store, clock);
  }

  /**
   * Opens a stream. Its first frame is {@code hello}.
   *
   * @throws IllegalStateException when there are too many, or all were closed
   */
  public LiveStream open(StreamRequest request) {
    lock.lock();
    try {
      if (isClosed()) {
        throw new IllegalStateException("the collector stops");
      }
      if (followers.size() >= MOST) {
        throw new IllegalStateException("there are " + MOST + " streams already");
      }
      start();
      // The listener is there before the head is read, so that nothing falls in between.
      long head = store.state().arrivals();
      long after = Math.min(request.after().orElse(head), head);
      String name = "s" + opened.incrementAndGet();
      Follower follower =
          new Follower(store, new LiveStream(name, request, after, OUTBOX_BYTES), readers);
      follower.stream().hello(head);
      followers.add(follower);
      if (after < head) {
        follower.read();
      } else {
        follower.live();
      }
      return follower.stream();
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    if (subscription == null) {
      subscription = store.listen(this::arrived);
    }
    if (thread == null) {
      thread = daemon(this::work, "weft-streams");
      thread.start();
    }
  }

  /** The reader has gone. */
  public void close(LiveStream stream) {
    stream.abandon();
    remove(stream);
  }

  private void remove(LiveStream stream) {
    lock.lock();
    try {
      followers.removeIf(follower -> follower.stream() == stream);
      if (followers.isEmpty() && subscription != null) {
        subscription.close();
        subscription = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many there are. */
  public int size() {
    return followers.size();
  }

  // On the appending thread.
  private void arrived(List<StoredEvent> events) {
    queueLock.lock();
    try {
      if (events.isEmpty()) {
        return;
      }
      if (queued < MOST_QUEUED) {
        queue.add(events);
        queued += events.size();
        arrived.signal();
      } else {
        passedOver = events.get(events.size() - 1).arrival();
      }
    } finally {
      queueLock.unlock();
    }
  }

  private void work() {
    long nextTick = System.nanoTime();
    while (true) {
      List<StoredEvent> batch = next(nextTick - System.nanoTime());
      if (batch == null && isClosed()) {
        return;
      }
      if (batch != null) {
        followers.forEach(follower -> guarded(follower, () -> follower.arrived(batch)));
      }
      if (System.nanoTime() - nextTick >= 0) {
        nextTick = System.nanoTime() + TICK_NANOS;
        tick();
      }
    }
  }

  // One thread serves all: what goes wrong with one stream, such as a query that cannot judge an
  // event, ends that stream and no other.
  private static void guarded(Follower follower, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException fault) {
      follower.fail(fault);
    }
  }

  private void tick() {
    Instant now = clock.instant();
    long micros =
        TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    long over = passedOver();
    for (Follower follower : followers) {
      guarded(
          follower,
          () -> {
            follower.passedOver(over);
            follower.stream().tick(micros);
          });
      if (follower.stream().ended()) {
        remove(follower.stream());
      }
    }
  }

  /** What was passed over and is not followed by anything that would show the hole; else 0. */
  private long passedOver() {
    queueLock.lock();
    try {
      return queue.isEmpty() ? passedOver : 0;
    } finally {
      queueLock.unlock();
    }
  }

  private @Nullable List<StoredEvent> next(long nanos) {
    queueLock.lock();
    try {
      long left = nanos;
      while (queue.isEmpty() && left > 0 && !closed) {
        left = arrived.awaitNanos(left);
      }
      List<StoredEvent> batch = queue.poll();
      if (batch != null) {
        queued -= batch.size();
      }
      return batch;
    } catch (InterruptedException toldToStop) {
      closed = true;
      return null;
    } finally {
      queueLock.unlock();
    }
  }

  private boolean isClosed() {
    queueLock.lock();
    try {
      return closed;
    } finally {
      queueLock.unlock();
    }
  }

  /** Ends all, each with {@code bye}. */
  @Override
  public void close() {
    lock.lock();
    try {
      stop();
      if (subscription != null) {
        subscription.close();
        subscription = null;
      }
    } finally {
      lock.unlock();
    }
    followers.forEach(follower -> follower.stream().end("shutdown", 2_000));
    followers.clear();
    readers.shutdownNow();
  }

  private void stop() {
    queueLock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      queueLock.unlock();
    }
  }
}
