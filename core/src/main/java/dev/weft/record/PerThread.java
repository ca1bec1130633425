package dev.weft.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * All that a thread keeps for Weft, behind one thread-local: what it works for, and the empty
 * record of its next log call. Never inherited.
 *
 * <p>Used by its own thread only.
 */
final class PerThread {
  private static final ThreadLocal<PerThread> CURRENT = ThreadLocal.withInitial(PerThread::new);
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualMethod();

  CurrentTask.@Nullable Handle carried;
  private final boolean keepsRecord = !onVirtualThread();
  private @Nullable PendingRecord spare;

  private PerThread() {}

  static PerThread current() {
    return CURRENT.get();
  }

  /**
   * An empty record: the one kept, so that a log call allocates none. A log call inside a log call
   * (from a {@code toString}) finds it taken and gets a new one.
   */
  PendingRecord takeRecord() {
    PendingRecord kept = spare;
    if (kept == null) {
      return new PendingRecord();
    }
    spare = null;
    return kept;
  }

  /**
   * Keeps an empty record for the next call, if there is none. A virtual thread keeps none: there
   * may be a million of them.
   */
  void keepRecord(@Nullable PendingRecord empty) {
    if (empty != null && keepsRecord && spare == null) {
      spare = empty;
    }
  }

  private static boolean onVirtualThread() {
    MethodHandle isVirtual = IS_VIRTUAL;
    if (isVirtual == null) {
      return false;
    }
    try {
      return (boolean) isVirtual.invokeExact(Thread.currentThread());
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  // Thread.isVirtual came with 21.
  private static @Nullable MethodHandle isVirtualMethod() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException olderJava) {
      return null;
    }
  }
}
