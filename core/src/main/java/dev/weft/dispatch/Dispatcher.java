package dev.weft.dispatch;

import static java.util.Objects.requireNonNull;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Sink;
import dev.weft.record.EventQueue;
import dev.weft.record.Losses;
import dev.weft.record.OwnThread;
import dev.weft.record.PendingRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes records out of the queue, writes them, and gives them in batches to every sink.
 *
 * <h2>Waking</h2>
 *
 * Producers never wake this thread: it looks, and sleeps from 0.2 ms up to 5 ms when there is
 * nothing. Only a flush and the end wake it.
 *
 * <h2>Several sinks</h2>
 *
 * A record is written once, and the batch goes to each sink's {@link Lane}, a thread with a small
 * buffer of its own. While no lane has room the dispatcher waits, the queue fills, and drops; while
 * one has, the others that have none drop the batch and are told so: a dead sink stops no living
 * one.
 *
 * <h2>Numbers</h2>
 *
 * {@code weft.n} counts what leaves the queue, and is moved on by as many as were lost before it,
 * so that a reader sees the hole; the loss report that follows says how large and why.
 *
 * <p>{@link #flush}, {@link #stop} and the counts: any thread.
 */
public final class Dispatcher {
  /** Reason of a record that could not be written. */
  private static final String ENCODING = "encoding";

  // Each batch costs a wake-up at either end and three system calls; a larger one costs a backlog
  // no time, since it goes by its age too, but more of the processor's cache.
  private static final int BATCH_BYTES = 192 << 10;
  private static final long BATCH_NANOS = 5_000_000;
  private static final long SHORTEST_SLEEP_NANOS = 200_000;
  private static final long LONGEST_SLEEP_NANOS = 5_000_000;
  private static final long NANOS_BETWEEN_REPORTS = 100_000_000;
  private static final long ONLY_LANE_BYTES = 4 * BATCH_BYTES;
  private static final long SHARED_LANE_BYTES = 4 << 20;
  private static final long SPARED_NANOS = 200_000_000;

  private final EventQueue queue;
  private final RecordEncoder encoder;
  private final OwnRecords own;
  private final Tally tally = new Tally();
  private final Spares spares;
  private final Notices notices;
  private final List<Lane> lanes;
  private final Thread thread;
  private final ConcurrentLinkedQueue<Flush> asked = new ConcurrentLinkedQueue<>();
  private final Object stopping = new Object();
  private volatile boolean ending;
  private volatile long endNanos;
  private boolean stopped;

  // What follows belongs to the dispatcher's thread.
  private final Batch.Builder batch;
  private byte[] levels = new byte[256];
  private final Map<String, Long> reported = new TreeMap<>();
  private final Deque<Flush> flushes = new ArrayDeque<>();
  private final Losses unwritten = new Losses();
  private long number;
  private long batchSince;
  private boolean urgent;
  private long lookedForLosses;
  private long noticed;

  /**
   * A dispatcher that is not started.
   *
   * @param sinks by the name that a person knows them by
   */
  public Dispatcher(EventQueue queue, Source source, Capture capture, Map<String, Sink> sinks) {
    this.queue = requireNonNull(queue, "queue");
    own = new OwnRecords(source, Clock.systemUTC());
    spares = new Spares(sinks.values());
    notices = new Notices(System.err, System::nanoTime);
    batch =
        sinks.values().stream().anyMatch(Sink::takesFolded)
            ? Batch.foldingBuilder(source.process())
            : Batch.builder(source.process());
    encoder = new RecordEncoder(batch.record(), source, startedMicros(), capture);
    thread = new OwnThread(this::run, "weft-dispatcher{" + String.join(",", sinks.keySet()) + "}");
    long laneBytes = sinks.size() == 1 ? ONLY_LANE_BYTES : SHARED_LANE_BYTES;
    lanes = new ArrayList<>();
    sinks.forEach((name, sink) ->
        lanes.add(new Lane(name, sink, own, notices, laneBytes, () -> LockSupport.unpark(thread))));
  }

  private static long startedMicros() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> start.toEpochMilli() * 1_000)
        .orElse(-1L);
  }

  /** Starts the threads. */
  public void start() {
    lanes.forEach(Lane::start);
    thread.start();
  }

  private void run() {
    long sleep = SHORTEST_SLEEP_NANOS;
    while (!finished()) {
      boolean worked = fill();
      reportLosses(false);
      passFlushes();
      if (due()) {
        handOver();
      }
      sleep = worked ? SHORTEST_SLEEP_NANOS : sleep(sleep);
    }
    dropQueue();
    reportLosses(true);
    handOver();
    Flush late;
    while ((late = asked.poll()) != null) {
      flushes.add(late);
    }
    flushes.forEach(this::pass);
  }

  private long sleep(long nanos) {
    // A producer may be between its claim and its record when the queue is sealed.
    boolean soon = ending || batch.size() > 0 || !flushes.isEmpty();
    LockSupport.parkNanos(this, soon ? SHORTEST_SLEEP_NANOS : nanos);
    return Math.min(nanos * 2, LONGEST_SLEEP_NANOS);
  }

  private boolean finished() {
    return ending && (queue.released() == queue.queued() || pastEnd());
  }

  private boolean pastEnd() {
    return ending && System.nanoTime() - endNanos >= 0;
  }

  private boolean fill() {
    boolean any = false;
    while (batch.length() < BATCH_BYTES) {
      PendingRecord record = queue.peek();
      if (record == null) {
        return any;
      }
      any = true;
      take(record);
      queue.release(record);
    }
    return any;
  }

  private void take(PendingRecord record) {
    if (batch.size() == 0) {
      batchSince = System.nanoTime();
    }
    urgent |= record.level().atLeast(Level.WARN);
    try {
      encoder.write(record, number++);
      end((byte) record.level().number());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError failed) {
      // Nothing that a record holds may end the only thread that can report it.
      batch.dropRecord();
      unwritten.count(ENCODING, record.level(), 1);
      notices.say("a record could not be written: " + failed);
    }
  }

  private void end(byte level) {
    if (batch.size() == levels.length) {
      levels = Arrays.copyOf(levels, levels.length * 2);
    }
    levels[batch.size()] = level;
    batch.endRecord();
  }

  private boolean due() {
    if (batch.size() == 0) {
      return false;
    }
    if (batch.length() >= BATCH_BYTES) {
      return true;
    }
    // While every sink is busy a batch goes on growing: larger ones are cheaper for all.
    return (urgent || System.nanoTime() - batchSince >= BATCH_NANOS)
        && lanes.stream().anyMatch(Lane::idle);
  }

  private void handOver() {
    if (batch.size() == 0) {
      return;
    }
    awaitRoom();
    byte[] ofBatch = Arrays.copyOf(levels, batch.size());
    Parcel parcel =
        new Parcel(
            spares.build(batch), ofBatch, Map.copyOf(reported), lanes.size(), tally, spares::offer);
    reported.clear();
    urgent = false;
    String ifFull = pastEnd() ? Lane.CLOSE : Lane.SENDER_FULL;
    lanes.forEach(lane -> lane.offer(parcel, ifFull));
  }

  private void awaitRoom() {
    while (lanes.stream().noneMatch(Lane::hasRoom) && !pastEnd()) {
      noticeLosses();
      LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
    }
  }

  private void reportLosses(boolean last) {
    long now = System.nanoTime();
    if (!last && now - lookedForLosses < NANOS_BETWEEN_REPORTS) {
      return;
    }
    lookedForLosses = now;
    noticeLosses();
    Losses.Report fresh = queue.losses().sinceLast();
    if (fresh != null) {
      number += fresh.total();
      report(fresh);
    }
    // These had their numbers when they failed.
    Losses.Report failed = unwritten.sinceLast();
    if (failed != null) {
      report(failed);
    }
  }

  private void report(Losses.Report losses) {
    if (batch.size() == 0) {
      batchSince = System.nanoTime();
    }
    own.queueReport(batch.record(), losses, number++);
    end(Parcel.OWN);
    urgent = true;
    losses.byReason().forEach((reason, records) -> reported.merge(reason, records, Long::sum));
  }

  private void noticeLosses() {
    long lost = queue.losses().total();
    if (lost > noticed
        && notices.say(
            OwnRecords.records(lost - noticed)
                + " dropped ("
                + OwnRecords.reasons(queue.losses().byReason())
                + " in all); raise queue.capacity or lower the rate")) {
      noticed = lost;
    }
  }

  /** What nobody had the time to write. */
  private void dropQueue() {
    PendingRecord record;
    while ((record = queue.peek()) != null) {
      tally.lost(Lane.CLOSE, record.level());
      queue.release(record);
    }
  }

  private void passFlushes() {
    Flush next;
    while ((next = asked.poll()) != null) {
      flushes.add(next);
    }
    while ((next = flushes.peek()) != null && queue.released() >= next.upTo()) {
      handOver();
      pass(flushes.remove());
    }
  }

  private void pass(Flush flush) {
    lanes.forEach(lane -> lane.pass(flush));
  }

  /**
   * Waits until all that was queued before the call has been delivered, or dropped, and each sink
   * has been flushed.
   *
   * @return whether all sinks got there within the limit
   */
  public boolean flush(Duration limit) {
    if (OwnThread.isCurrent()) {
      return false;
    }
    Flush flush = new Flush(queue.queued(), lanes.size());
    asked.add(flush);
    if (!thread.isAlive()) {
      return false;
    }
    LockSupport.unpark(thread);
    try {
      return flush.await(limit.toNanos());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Takes no more records, delivers those there are, and lets go of the sinks, all within the
   * limit; what is left then is dropped, and one line on standard error says how many. A second
   * call does nothing.
   */
  public void stop(Duration limit) {
    synchronized (stopping) {
      if (stopped) {
        return;
      }
      stopped = true;
      queue.seal();
      long nanos = limit.toNanos();
      endNanos = System.nanoTime() + nanos - Math.min(nanos / 4, SPARED_NANOS);
      ending = true;
      LockSupport.unpark(thread);
      joinThread(nanos / 1_000_000 + 1);
      lanes.forEach(Lane::finish);
      lanes.forEach(lane -> lane.close(endNanos));
      sayWhatWasLost();
    }
  }

  private void joinThread(long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayWhatWasLost() {
    Map<String, Long> lost = dropped();
    if (!lost.isEmpty()) {
      long total = lost.values().stream().mapToLong(Long::longValue).sum();
      String error = lastError();
      notices.sayAtOnce(
          total
              + " of "
              + OwnRecords.records(queue.accepted())
              + (total == 1 ? " was" : " were")
              + " not delivered: "
              + OwnRecords.reasons(lost)
              + (error == null ? "" : "; last error: " + error));
    }
  }

  /** How many records the program gave to the queue. */
  public long accepted() {
    return queue.accepted();
  }

  /** How many records at least one sink has. */
  public long delivered() {
    return tally.delivered();
  }

  /** How many records lie in the queue. */
  public long queued() {
    return queue.queued() - queue.released();
  }

  /** Records that no sink got, by reason. */
  public Map<String, Long> dropped() {
    Map<String, Long> sums = new TreeMap<>(queue.losses().byReason());
    unwritten.byReason().forEach((reason, records) -> sums.merge(reason, records, Long::sum));
    tally.losses().byReason().forEach((reason, records) -> sums.merge(reason, records, Long::sum));
    return sums;
  }

  /** Records that no sink got, by level. */
  public Map<Level, Long> droppedByLevel() {
    Map<Level, Long> sums = new EnumMap<>(Level.class);
    for (Losses losses : List.of(queue.losses(), unwritten, tally.losses())) {
      losses.byLevel().forEach((level, records) -> sums.merge(level, records, Long::sum));
    }
    return sums;
  }

  /** What each sink's lane counted. */
  public List<FlowMetrics.Count> lanes() {
    return lanes.stream().map(Lane::count).toList();
  }

  /** What the last failed delivery said; null when none has failed. */
  public @Nullable String lastError() {
    return lanes.stream()
        .map(Lane::lastError)
        .filter(error -> error != null)
        .findFirst()
        .orElse(null);
  }
}
