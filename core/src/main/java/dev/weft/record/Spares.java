package dev.weft.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The empty record that each platform thread keeps for its next log call, so that a call allocates
 * none.
 *
 * <p>A virtual thread keeps none: there may be a million of them. A log call inside a log call
 * (from a {@code toString}) finds the spare taken and gets a new record.
 *
 * <p>Usable from any thread; each sees its own.
 */
final class Spares {
  private static final ThreadLocal<Spare> SPARE = ThreadLocal.withInitial(Spare::new);
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualMethod();

  private Spares() {}

  /** An empty record. */
  static PendingRecord take() {
    if (onVirtualThread()) {
      return new PendingRecord();
    }
    Spare spare = SPARE.get();
    PendingRecord kept = spare.record;
    if (kept == null) {
      return new PendingRecord();
    }
    spare.record = null;
    return kept;
  }

  /** Keeps an empty record for the calling thread's next call, if it has none. */
  static void give(@Nullable PendingRecord empty) {
    if (empty != null && !onVirtualThread()) {
      Spare spare = SPARE.get();
      if (spare.record == null) {
        spare.record = empty;
      }
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

  private static final class Spare {
    @Nullable PendingRecord record;
  }
}
