package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.ScopeMistakes.Kind;
import dev.weft.record.CurrentTask;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread worked for at one moment, to be carried to other threads. What is run through it
 * belongs to that task, also when the task has ended meanwhile: its records are then flagged as
 * late. Afterwards the other thread works again for what it worked for before.
 *
 * <p>Immutable, usable from any thread, any number of times, also at once.
 */
public final class ScopeSnapshot {
  private final CurrentTask.@Nullable Handle handle;

  private ScopeSnapshot(CurrentTask.@Nullable Handle handle) {
    this.handle = handle;
  }

  /** What the calling thread works for now. */
  static ScopeSnapshot take() {
    return new ScopeSnapshot(CurrentTask.handle());
  }

  /** That task, wherever it was begun. */
  static ScopeSnapshot of(Scope scope) {
    return new ScopeSnapshot(scope);
  }

  /** The task; empty when there was none, which is carried too. */
  public Optional<Scope> scope() {
    return handle instanceof Scope scope ? Optional.of(scope) : Optional.empty();
  }

  /** Runs the body for the task. */
  public <X extends Throwable> void run(TaskBuilder.Work<X> body) throws X {
    CurrentTask.Handle before = enter();
    try {
      body.run();
    } finally {
      leave(before);
    }
  }

  /** Computes for the task. */
  public <T extends @Nullable Object, X extends Throwable> T call(
      TaskBuilder.Computation<T, X> body) throws X {
    CurrentTask.Handle before = enter();
    try {
      return body.call();
    } finally {
      leave(before);
    }
  }

  /** The same work, for the task wherever it runs. */
  public Runnable wrap(Runnable work) {
    requireNonNull(work, "work");
    return () -> run(work::run);
  }

  /** The same work, for the task wherever it runs. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
    requireNonNull(work, "work");
    return () -> call(work::call);
  }

  /** The same function, for the task wherever it runs; for a stage of a CompletableFuture. */
  public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> supplier) {
    requireNonNull(supplier, "supplier");
    return () -> call(supplier::get);
  }

  /** The same function, for the task wherever it runs; for a stage of a CompletableFuture. */
  public <A extends @Nullable Object, T extends @Nullable Object> Function<A, T> wrapFunction(
      Function<A, T> function) {
    requireNonNull(function, "function");
    return argument -> call(() -> function.apply(argument));
  }

  /** The same function, for the task wherever it runs; for a stage of a CompletableFuture. */
  public <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
      BiFunction<A, B, T> wrapBiFunction(BiFunction<A, B, T> function) {
    requireNonNull(function, "function");
    return (first, second) -> call(() -> function.apply(first, second));
  }

  /** The same consumer, for the task wherever it runs; for a stage of a CompletableFuture. */
  public <A extends @Nullable Object> Consumer<A> wrapConsumer(Consumer<A> consumer) {
    requireNonNull(consumer, "consumer");
    return argument -> run(() -> consumer.accept(argument));
  }

  /** The same consumer, for the task wherever it runs; for a stage of a CompletableFuture. */
  public <A extends @Nullable Object, B extends @Nullable Object> BiConsumer<A, B> wrapBiConsumer(
      BiConsumer<A, B> consumer) {
    requireNonNull(consumer, "consumer");
    return (first, second) -> run(() -> consumer.accept(first, second));
  }

  private CurrentTask.@Nullable Handle enter() {
    CurrentTask.Handle before = CurrentTask.handle();
    CurrentTask.carry(handle);
    return before;
  }

  private void leave(CurrentTask.@Nullable Handle before) {
    CurrentTask.Handle top = CurrentTask.handle();
    CurrentTask.carry(before);
    if (top instanceof Scope scope
        && scope != handle
        && !scope.ended()
        && scope.isOf(Thread.currentThread())
        && scope != before) {
      ScopeMistakes.report(
          Kind.LEFT_OPEN,
          scope + " was begun in carried work and is still open at its end",
          scope.opener());
    }
  }

  /** The task, for a person. */
  @Override
  public String toString() {
    return "ScopeSnapshot[" + handle + ']';
  }
}
