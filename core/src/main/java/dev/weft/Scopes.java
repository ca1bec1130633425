package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.TaskBuilder.Place;
import dev.weft.event.ScopeId;
import dev.weft.record.CurrentTask;
import dev.weft.record.TaskNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * States what the program is doing, as tasks that nest. Every record that any logging system makes
 * while a task is current lands inside it.
 *
 * <p>Texts are templates with Python's {@code %s}, {@code %d}, {@code %r}, {@code %x}, {@code %f};
 * values that do not fit are written as they are, and nothing throws. Each task begins and ends
 * with a record, and each end says how it went.
 *
 * <p>The current task belongs to its thread and is never inherited. Usable from any thread.
 */
public final class Scopes {
  private static final @Nullable Object[] NONE = {};

  private Scopes() {}

  /**
   * A new tree: a root of its own, also inside another task, whose place its start then names.
   *
   * @param template the text
   */
  public static TaskBuilder task(String template) {
    return TaskBuilder.of(Place.ROOT, template, NONE);
  }

  /** The same with arguments of the text, which are taken now. */
  public static TaskBuilder task(String template, @Nullable Object... arguments) {
    return TaskBuilder.of(Place.ROOT, template, arguments);
  }

  /** A child of the current task. Outside any task it becomes a root, marked as an orphan. */
  public static TaskBuilder to(String template) {
    return TaskBuilder.of(Place.CHILD, template, NONE);
  }

  /** The same with arguments of the text, which are taken now. */
  public static TaskBuilder to(String template, @Nullable Object... arguments) {
    return TaskBuilder.of(Place.CHILD, template, arguments);
  }

  /**
   * A task whose id another process made by {@link Scope#newRemoteChild} or Python's {@code
   * get_foreign_task}. What is current here plays no part.
   *
   * @param id from outside, so nothing is refused: without one the task becomes a root, marked as
   *     an orphan
   */
  public static TaskBuilder importTask(
      @Nullable String id, String template, @Nullable Object... arguments) {
    return TaskBuilder.imported(id, template, arguments);
  }

  /** The same with an id that was read before. */
  public static TaskBuilder importTask(ScopeId id, String template, @Nullable Object... arguments) {
    return TaskBuilder.imported(id.value(), template, arguments);
  }

  /** The task that this thread works for; empty outside every task. */
  public static Optional<Scope> current() {
    return CurrentTask.handle() instanceof Scope scope ? Optional.of(scope) : Optional.empty();
  }

  /**
   * What the current task hands to all inside it, if it is of that type; empty outside every task.
   */
  public static <T extends Carried> Optional<T> carried(Class<T> type) {
    TaskNode node = CurrentTask.node();
    Object value = node == null ? null : node.carried();
    return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
  }

  /** What this thread works for now, to be carried to others. */
  public static ScopeSnapshot snapshot() {
    return ScopeSnapshot.take();
  }

  /** The same work, for the task that is current now, wherever it runs. */
  public static Runnable wrap(Runnable work) {
    return snapshot().wrap(work);
  }

  /** The same work, for the task that is current now, wherever it runs. */
  public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
    return snapshot().wrap(work);
  }

  /** The same function, for the task that is current now; for a CompletableFuture's stage. */
  public static <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> supplier) {
    return snapshot().wrapSupplier(supplier);
  }

  /** The same function, for the task that is current now; for a CompletableFuture's stage. */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      Function<A, T> wrapFunction(Function<A, T> function) {
    return snapshot().wrapFunction(function);
  }

  /** The same function, for the task that is current now; for a CompletableFuture's stage. */
  public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
      BiFunction<A, B, T> wrapBiFunction(BiFunction<A, B, T> function) {
    return snapshot().wrapBiFunction(function);
  }

  /** The same consumer, for the task that is current now; for a CompletableFuture's stage. */
  public static <A extends @Nullable Object> Consumer<A> wrapConsumer(Consumer<A> consumer) {
    return snapshot().wrapConsumer(consumer);
  }

  /** The same consumer, for the task that is current now; for a CompletableFuture's stage. */
  public static <A extends @Nullable Object, B extends @Nullable Object>
      BiConsumer<A, B> wrapBiConsumer(BiConsumer<A, B> consumer) {
    return snapshot().wrapBiConsumer(consumer);
  }

  /** Work each run of which is a task: a child of the then current one, or a new root. */
  public static Runnable wrap(String template, Runnable work) {
    requireNonNull(work, "work");
    return () -> TaskBuilder.of(Place.NESTED, template, NONE).run(work::run);
  }

  /** Work each run of which is a task: a child of the then current one, or a new root. */
  public static <T extends @Nullable Object> Callable<T> wrap(String template, Callable<T> work) {
    requireNonNull(work, "work");
    return () -> TaskBuilder.of(Place.NESTED, template, NONE).call(work::call);
  }

  /**
   * An object whose methods with {@link Scoped} are tasks.
   *
   * @throws IllegalArgumentException when the type is no interface, or none of its methods has the
   *     annotation
   */
  public static <T> T proxy(Class<T> type, T target) {
    return ScopedProxy.of(requireNonNull(type, "type"), requireNonNull(target, "target"));
  }

  /** An executor that carries the task of whoever gives it work. */
  @SuppressWarnings("overloads") // Java 17's compiler wants it here, later ones below
  public static Executor propagating(Executor executor) {
    requireNonNull(executor, "executor");
    return work -> executor.execute(wrap(work));
  }

  /** An executor that carries the task of whoever gives it work. */
  public static ExecutorService propagating(ExecutorService executor) {
    return new Propagating.Service(executor);
  }

  /** An executor that carries the task of whoever gives it work; to each repetition too. */
  public static ScheduledExecutorService propagating(ScheduledExecutorService executor) {
    return new Propagating.Scheduled(executor);
  }

  /**
   * A factory of threads that work for the task of whoever makes them, as long as they live: for a
   * thread a task, such as virtual threads and structured concurrency. A pool's threads live longer
   * than one task: make the pool propagating instead.
   */
  @SuppressWarnings("overloads") // a factory or an executor is hardly ever written as a lambda here
  public static ThreadFactory propagating(ThreadFactory factory) {
    requireNonNull(factory, "factory");
    return work -> factory.newThread(wrap(work));
  }

  /**
   * The scopes that were begun and not closed, in strict mode ({@code -Dweft.strict=true}); always
   * empty otherwise. For a test that wants to find none.
   */
  public static List<Scope> openScopes() {
    return ScopeMistakes.open();
  }
}
