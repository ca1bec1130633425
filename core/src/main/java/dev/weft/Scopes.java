package dev.weft;

import dev.weft.TaskBuilder.Place;
import dev.weft.event.ScopeId;
import dev.weft.record.CurrentTask;
import java.util.List;
import java.util.Optional;
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
   * The scopes that were begun and not closed, in strict mode ({@code -Dweft.strict=true}); always
   * empty otherwise. For a test that wants to find none.
   */
  public static List<Scope> openScopes() {
    return ScopeMistakes.open();
  }
}
