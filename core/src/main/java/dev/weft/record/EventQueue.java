package dev.weft.record;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue between the application's threads and the dispatcher: numbers a record in its task and
 * takes it, or counts it as lost.
 *
 * <h2>Numbers</h2>
 *
 * A record's number and its place in the queue are taken in one step under the task's lock, so the
 * queue holds the records of a task in the order of their numbers. A record that finds no room has
 * taken its number all the same: the hole is how a reader sees the loss.
 *
 * <h2>Conservation</h2>
 *
 * {@link #accepted()} is what was claimed in the ring plus what was lost before it, so that the
 * common path moves no counter but the ring's own tail.
 *
 * <p>The recorder's methods: any thread. {@link #peek} and {@link #release}: the dispatcher.
 */
public final class EventQueue implements Recorder {
  /** Reason of a record that found no free slot. */
  public static final String QUEUE_FULL = "queue-full";

  /** Reason of a heavy record that found no room in the queue's bytes. */
  public static final String QUEUE_BYTES = "queue-bytes";

  private static final long NANOS_BETWEEN_TRIES = 100_000;

  private final Ring ring;
  private final RecordClock clock = new RecordClock(InstantSource.system(), System::nanoTime);
  private final Losses losses;
  private final AtomicLong sharedBytes = new AtomicLong();
  private final Level threshold;
  private final int reservedSlots;
  private final int dispensableSlots;
  private final int slotBytes;
  private final long sharedBytesForAll;
  private final long sharedBytesForUrgent;
  private final long waitNanos;
  private final Level waitFrom;

  /**
   * An empty queue.
   *
   * @param threshold the least level that is taken
   */
  public EventQueue(QueueLimits limits, Level threshold) {
    this(limits, threshold, new Losses());
  }

  /** One that adds its losses to those there were before it. */
  public EventQueue(QueueLimits limits, Level threshold, Losses losses) {
    this.losses = requireNonNull(losses, "losses");
    ring = new Ring(limits.capacity());
    this.threshold = requireNonNull(threshold, "threshold");
    reservedSlots = limits.reservedSlots();
    dispensableSlots = limits.capacity() / 2;
    slotBytes = limits.slotBytes();
    sharedBytesForAll = limits.sharedBytes(false);
    sharedBytesForUrgent = limits.sharedBytes(true);
    waitNanos = limits.waitUpTo().toNanos();
    waitFrom = limits.waitFrom();
  }

  @Override
  public boolean accepts(Level level) {
    return level.atLeast(threshold) && !OwnThread.isCurrent();
  }

  @Override
  public PendingRecord open() {
    return PerThread.current().takeRecord();
  }

  @Override
  public boolean commit(PendingRecord record, Level level, String logger, @Nullable TaskNode task) {
    if (OwnThread.isCurrent()) {
      return false;
    }
    record.level = level;
    record.logger = logger;
    stamp(record);
    int weight = record.weight();
    if (weight > slotBytes && !takeBytes(weight - slotBytes, record)) {
      return record.dispensable ? spared(record) : lose(record, task, QUEUE_BYTES, losses);
    }
    long position = place(record, task);
    if (position >= 0) {
      PerThread.current().keepRecord(ring.exchange(position, record));
      return true;
    }
    giveBytes(weight);
    if (record.dispensable) {
      return spared(record);
    }
    return position == Ring.FULL && lost(record, QUEUE_FULL, losses);
  }

  // For callers that did not say when and where.
  private void stamp(PendingRecord record) {
    if (record.createdMicros == 0) {
      record.createdMicros = clock.micros();
    }
    if (record.threadName.isEmpty()) {
      Thread thread = Thread.currentThread();
      record.thread(thread.getId(), thread.getName());
    }
  }

  private long place(PendingRecord record, @Nullable TaskNode task) {
    boolean mayWait = waitNanos > 0 && record.level.atLeast(waitFrom) && !record.dispensable;
    long position = claim(record, task, !mayWait);
    return mayWait && position == Ring.FULL ? waitForPlace(record, task) : position;
  }

  private long waitForPlace(PendingRecord record, @Nullable TaskNode task) {
    long started = System.nanoTime();
    while (System.nanoTime() - started < waitNanos && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, NANOS_BETWEEN_TRIES);
      long position = claim(record, task, false);
      if (position != Ring.FULL) {
        return position;
      }
    }
    return claim(record, task, true);
  }

  /** Claims a place and a number; {@code last} says to take the number even without a place. */
  private long claim(PendingRecord record, @Nullable TaskNode task, boolean last) {
    int spared = spare(record);
    if (task == null) {
      return ring.claim(spared);
    }
    if (record.kind == PendingRecord.Kind.BEGIN) {
      // No other thread knows a task before it has begun.
      return claimInTurn(record, task, spared, last);
    }
    task.lock();
    try {
      return claimInTurn(record, task, spared, last);
    } finally {
      task.unlock();
    }
  }

  private int spare(PendingRecord record) {
    if (record.dispensable) {
      return dispensableSlots;
    }
    return record.level.atLeast(Level.WARN) ? 0 : reservedSlots;
  }

  private long claimInTurn(PendingRecord record, TaskNode task, int spared, boolean last) {
    long position = ring.claim(spared);
    if (position >= 0 || (last && position == Ring.FULL)) {
      number(record, task);
    }
    return position;
  }

  private static void number(PendingRecord record, TaskNode task) {
    record.task = task;
    record.number = task.nextNumber();
    record.context = task.bindings();
    switch (record.kind) {
      case LOG, CHANGE, ALIVE -> record.late = task.ended();
      case BEGIN -> {
        TaskNode parent = task.parent();
        record.late = parent != null && parent.ended();
      }
      case END -> {
        record.count = task.records();
        record.children = task.children();
        record.remote = task.remote();
      }
    }
  }

  private boolean takeBytes(long excess, PendingRecord record) {
    long limit =
        record.dispensable
            ? sharedBytesForAll / 2
            : record.level.atLeast(Level.WARN) ? sharedBytesForUrgent : sharedBytesForAll;
    if (sharedBytes.addAndGet(excess) <= limit) {
      return true;
    }
    sharedBytes.addAndGet(-excess);
    return false;
  }

  private void giveBytes(int weight) {
    if (weight > slotBytes) {
      sharedBytes.addAndGet(slotBytes - weight);
    }
  }

  /** Leaves out what was only a repetition. */
  private static boolean spared(PendingRecord record) {
    record.clear();
    PerThread.current().keepRecord(record);
    return false;
  }

  /** Gives the record its number, and counts it. Returns false, as what {@link #commit} answers. */
  static boolean lose(PendingRecord record, @Nullable TaskNode task, String reason, Losses losses) {
    if (task != null) {
      task.lock();
      try {
        number(record, task);
      } finally {
        task.unlock();
      }
    }
    return lost(record, reason, losses);
  }

  private static boolean lost(PendingRecord record, String reason, Losses losses) {
    losses.count(reason, record.level, 1);
    TaskNode task = record.task;
    if (task != null) {
      losses.remember(task, record.number);
    }
    record.clear();
    PerThread.current().keepRecord(record);
    return false;
  }

  /**
   * The next record, to be read and then given back by {@link #release}; null when there is none.
   */
  public @Nullable PendingRecord peek() {
    return ring.peek();
  }

  /** Empties the record that {@link #peek} gave, and frees its slot. */
  public void release(PendingRecord record) {
    int weight = record.weight();
    record.clear();
    giveBytes(weight);
    ring.release();
  }

  /** Takes no more records, for good. Those taken before are still to be seen. */
  public void seal() {
    ring.seal();
  }

  /** How many records were ever queued. */
  public long queued() {
    return ring.claimed();
  }

  /** How many records the dispatcher took out. */
  public long released() {
    return ring.released();
  }

  /** How many records were given to the queue: those queued and those lost. */
  public long accepted() {
    return ring.claimed() + losses.total();
  }

  /** What found no room. */
  public Losses losses() {
    return losses;
  }
}
