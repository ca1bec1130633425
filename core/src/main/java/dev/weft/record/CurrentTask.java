package dev.weft.record;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What each thread works for: the one place that knows how the current scope is carried. A plain
 * thread-local, never inherited: a pool's thread would keep the task of whoever made it. Crossing
 * threads is explicit, through {@code dev.weft.Scopes}.
 *
 * <p>Usable from any thread; each sees its own.
 */
public final class CurrentTask {
  /**
   * What a thread carries: the public handle of a task knows its node. Made for {@code
   * dev.weft.Scope} alone.
   */
  public abstract static class Handle {
    private final TaskNode node;
    private @Nullable Handle previous;
    // Closed by another thread, so that its own thread still carries it.
    private volatile boolean abandoned;

    /** Keeps the node, and what the thread worked for before. */
    protected Handle(TaskNode node, @Nullable Handle previous) {
      this.node = requireNonNull(node, "node");
      this.previous = previous;
    }

    /** The task as its records see it. */
    protected final TaskNode node() {
      return node;
    }

    /** What its thread worked for when it was begun. */
    protected final @Nullable Handle previous() {
      return previous;
    }

    /**
     * Lets go of what came before, once nothing leads back there: else a task that hands itself on
     * from thread to thread would keep all that it ever was.
     */
    protected final void forgetPrevious() {
      previous = null;
    }

    /** Lets the thread that carries it drop it at its next look. */
    protected final void abandon() {
      abandoned = true;
    }
  }

  private CurrentTask() {}

  /** The task that this thread works for; null outside every task. */
  public static @Nullable TaskNode node() {
    return node(handle());
  }

  /** The task of that handle; null for none. */
  public static @Nullable TaskNode node(@Nullable Handle handle) {
    return handle == null ? null : handle.node;
  }

  /** The handle of that task; null outside every task. */
  public static @Nullable Handle handle() {
    PerThread thread = PerThread.current();
    Handle handle = thread.carried;
    return handle == null || !handle.abandoned ? handle : drop(thread, handle);
  }

  /** Makes this thread work for that task, or for none. */
  public static void carry(@Nullable Handle handle) {
    PerThread.current().carried = handle;
  }

  private static @Nullable Handle drop(PerThread thread, Handle top) {
    Handle handle = top;
    while (handle != null && handle.abandoned) {
      handle = handle.previous;
    }
    thread.carried = handle;
    return handle;
  }
}
