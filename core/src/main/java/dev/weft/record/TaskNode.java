package dev.weft.record;

import static java.util.Objects.requireNonNull;

import dev.weft.event.ScopeId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A task as the numbering of its records sees it: identity, counters, fields. The public handle is
 * {@code dev.weft.Scope}.
 *
 * <h2>Numbering</h2>
 *
 * Records of a task are numbered from 0 in the order in which they enter the queue. Taking the
 * number and taking the place in the queue must be one step, else two threads in one task would
 * cross and the wire would not be in number order; measured without a lock, some 100 pairs in 3
 * million did. {@link #lock()} guards that step, which takes tens of nanoseconds and never blocks
 * inside; a lock of one int, spun and then yielded for, spares 48 bytes a task against {@link
 * java.util.concurrent.locks.ReentrantLock} and, unlike a monitor, pins no virtual thread.
 *
 * <h2>Identity</h2>
 *
 * The id's text is needed off the application's thread, mostly, so it is made on first use: a root
 * keeps its UUID as two longs, a child its parent and number.
 *
 * <p>Usable from any thread.
 */
public final class TaskNode {
  private static final VarHandle LOCK;
  private static final VarHandle ENDED;
  private static final VarHandle BINDINGS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LOCK = lookup.findVarHandle(TaskNode.class, "locked", int.class);
      ENDED = lookup.findVarHandle(TaskNode.class, "ended", boolean.class);
      BINDINGS = lookup.findVarHandle(TaskNode.class, "bindings", Bindings.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static final int SPINS_BEFORE_YIELD = 64;
  private static final long[] NO_NUMBERS = {};

  private final @Nullable TaskNode parent;
  private final long high;
  private final long low;
  private final long spawnedAt;
  private final @Nullable Object carried;

  // Racy single check: every thread would make the same text, and a String is safely published by
  // its final fields.
  private @Nullable String id;

  @SuppressWarnings("UnusedVariable") // written through LOCK
  private volatile int locked;

  private long records;
  private long children;
  private long[] remote = NO_NUMBERS;
  private volatile boolean ended;
  // Through BINDINGS but at first: a volatile write would cost each new task a fence.
  private Bindings bindings;

  private TaskNode(
      @Nullable TaskNode parent,
      long high,
      long low,
      long spawnedAt,
      @Nullable String id,
      @Nullable Object carried,
      Bindings bindings) {
    this.parent = parent;
    this.carried = carried;
    this.spawnedAt = spawnedAt;
    this.high = high;
    this.low = low;
    this.id = id;
    this.bindings = bindings;
  }

  /**
   * A new tree's root, with a random version-4 UUID. Not for secrets: the bits come from a fast
   * generator.
   */
  public static TaskNode root(Bindings bindings) {
    return root(null, bindings);
  }

  /** The same, with what it hands to its children. */
  public static TaskNode root(@Nullable Object carried, Bindings bindings) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new TaskNode(null, high, low, -1, null, carried, bindings);
  }

  /** A task whose id came from elsewhere. */
  public static TaskNode imported(ScopeId id, Bindings bindings) {
    return imported(id, null, bindings);
  }

  /** The same, with what it hands to its children. */
  public static TaskNode imported(ScopeId id, @Nullable Object carried, Bindings bindings) {
    return new TaskNode(null, 0, 0, -1, requireNonNull(id, "id").value(), carried, bindings);
  }

  /** The next numbered child, which is counted here. */
  public TaskNode newChild(Bindings childBindings) {
    return newChild(null, childBindings);
  }

  /** The same, with what it hands to its children in place of what this one does. */
  public TaskNode newChild(@Nullable Object carriedByChild, Bindings childBindings) {
    Object handedOn = carriedByChild == null ? carried : carriedByChild;
    lock();
    try {
      return new TaskNode(this, 0, ++children, records, null, handedOn, childBindings);
    } finally {
      unlock();
    }
  }

  /** The id of the next numbered child, counted here as handed to another process. */
  public ScopeId newRemoteChild() {
    lock();
    try {
      remote = Arrays.copyOf(remote, remote.length + 1);
      remote[remote.length - 1] = ++children;
      return new ScopeId(id() + '/' + children);
    } finally {
      unlock();
    }
  }

  /** The textual id. */
  public String id() {
    String text = id;
    if (text == null) {
      text = parent == null ? new UUID(high, low).toString() : parent.id() + '/' + low;
      id = text;
    }
    return text;
  }

  /** The task that began this one in this process; null for a root and for an imported task. */
  public @Nullable TaskNode parent() {
    return parent;
  }

  /**
   * How many records the parent had made when it began this task; -1 where there is no parent in
   * this process.
   */
  public long spawnedAt() {
    return spawnedAt;
  }

  /** What the task, or the nearest one around it that does, hands to all inside; null for none. */
  public @Nullable Object carried() {
    return carried;
  }

  /** The fields now. */
  public Bindings bindings() {
    return (Bindings) BINDINGS.getAcquire(this);
  }

  /** Adds or replaces a field, for records from the next one on. */
  public void bind(String name, @Nullable Object value) {
    lock();
    try {
      BINDINGS.setRelease(this, bindings.with(name, value));
    } finally {
      unlock();
    }
  }

  /** Marks the task's end; returns whether it was open. What is recorded later is flagged late. */
  public boolean end() {
    return ENDED.compareAndSet(this, false, true);
  }

  /** Whether the task has ended. */
  public boolean ended() {
    return ended;
  }

  /** How many records were numbered so far; exact only under {@link #lock()}. */
  public long records() {
    return records;
  }

  /**
   * How many numbered children were begun or handed over so far; exact only under {@link #lock()}.
   */
  public long children() {
    return children;
  }

  /** The numbers of the children handed to other processes; never to be written. */
  public long[] remote() {
    return remote;
  }

  /** The next record's number. Only under {@link #lock()}. */
  long nextNumber() {
    return records++;
  }

  /** Takes the lock; to be held for some instructions only. Not reentrant. */
  @SuppressWarnings(
      "ThreadPriorityCheck") // the holder may have lost its core: giving ours away ends the wait
  void lock() {
    int spins = 0;
    while (!LOCK.compareAndSet(this, 0, 1)) {
      if (++spins > SPINS_BEFORE_YIELD) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Releases the lock. */
  void unlock() {
    LOCK.setRelease(this, 0);
  }
}
