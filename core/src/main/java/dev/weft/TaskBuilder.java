package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.record.Bindings;
import dev.weft.record.CurrentTask;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A task that is about to begin: its text, its fields, and how it will be run. Used once.
 *
 * <p>The closed forms {@link #run} and {@link #call} see the exception of a failing body; prefer
 * them to {@link #start}.
 *
 * <p>Used by one thread.
 */
public final class TaskBuilder {
  /**
   * Work without a result.
   *
   * @param <X> what it may throw; nothing checked where the compiler can tell
   */
  @FunctionalInterface
  public interface Work<X extends Throwable> {
    /** Does it. */
    void run() throws X;
  }

  /**
   * Work that binds fields to its scope or says how it went.
   *
   * @param <X> what it may throw
   */
  @FunctionalInterface
  public interface ScopedWork<X extends Throwable> {
    /** Does it. */
    void run(Scope scope) throws X;
  }

  /**
   * Work with a result.
   *
   * @param <X> what it may throw
   */
  @FunctionalInterface
  public interface Computation<T extends @Nullable Object, X extends Throwable> {
    /** Does it. */
    T call() throws X;
  }

  /**
   * Work with a result that binds fields to its scope or says how it went.
   *
   * @param <X> what it may throw
   */
  @FunctionalInterface
  public interface ScopedComputation<T extends @Nullable Object, X extends Throwable> {
    /** Does it. */
    T call(Scope scope) throws X;
  }

  /** Where in the tree the task will stand. */
  enum Place {
    /** A new root. */
    ROOT,
    /** A child of the current task; outside any, a new root flagged as orphan. */
    CHILD,
    /** A child of the current task; outside any, a new root. */
    NESTED,
    /** Where an id from elsewhere says. */
    IMPORTED
  }

  /** Most fields of a task; what is given beyond them is not kept. */
  static final int MOST_FIELDS = 128;

  private static final @Nullable Object[] NOTHING = {};

  private final Place place;
  private final @Nullable String importedId;
  final String template;
  final @Nullable Object[] arguments;
  String logger = "root";
  Level level = Level.INFO;
  boolean explicitEnd;
  private boolean used;
  private boolean uniqueBranch;
  private int fieldCount;
  private @Nullable Carried carried;
  private @Nullable Object[] fields = NOTHING;

  private TaskBuilder(
      Place place,
      @Nullable String importedId,
      @Nullable String template,
      @Nullable Object @Nullable [] arguments) {
    this.place = place;
    this.importedId = importedId;
    this.template = String.valueOf(template);
    this.arguments = captured(arguments);
  }

  static TaskBuilder of(
      Place place, @Nullable String template, @Nullable Object @Nullable [] arguments) {
    return new TaskBuilder(place, null, template, arguments);
  }

  static TaskBuilder imported(
      @Nullable String id, @Nullable String template, @Nullable Object @Nullable [] arguments) {
    return new TaskBuilder(Place.IMPORTED, id, template, arguments);
  }

  /** Copies the arguments as they are now, since they are needed again at the task's end. */
  static @Nullable Object[] captured(@Nullable Object @Nullable [] arguments) {
    if (arguments == null || arguments.length == 0) {
      return NOTHING;
    }
    Capture capture = Recording.capture();
    @Nullable Object[] copy = new Object[arguments.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = capture.value(arguments[i]);
    }
    return copy;
  }

  /** The name under which a field travels: {@code key} is the wire's own. */
  static String fieldName(@Nullable String name) {
    return "key".equals(name) ? "key_" : String.valueOf(name);
  }

  /**
   * Adds a field, which every record of the task carries. The value is taken now. A name given
   * twice keeps the later value; {@code key} travels as {@code key_}.
   */
  public TaskBuilder with(String name, @Nullable Object value) {
    String field = fieldName(name);
    Object captured = Recording.capture().value(field, value);
    for (int i = 0; i < fieldCount; i++) {
      if (field.equals(fields[2 * i])) {
        fields[2 * i + 1] = captured;
        return this;
      }
    }
    if (fieldCount < MOST_FIELDS) {
      append(field, captured);
    }
    return this;
  }

  private void append(String name, @Nullable Object captured) {
    if (2 * fieldCount == fields.length) {
      fields = Arrays.copyOf(fields, Math.max(4, 2 * (fieldCount + fieldCount / 2)));
    }
    fields[2 * fieldCount] = name;
    fields[2 * fieldCount++ + 1] = captured;
  }

  /**
   * Hands this to all that happens inside the task, in place of what the task around it hands down.
   */
  public TaskBuilder carrying(Carried value) {
    carried = requireNonNull(value, "value");
    return this;
  }

  /** Sets the logger name of the start and the end. Default {@code root}, as in distlog. */
  public TaskBuilder logger(String name) {
    logger = requireNonNull(name, "name");
    return this;
  }

  /** Sets the level of the start and of a good end. Default {@link Level#INFO}. */
  public TaskBuilder level(Level start) {
    level = requireNonNull(start, "start");
    return this;
  }

  /**
   * Makes the open form end as {@code unset}, at level WARN, unless the code said how it went
   * through {@link Scope#success}, {@link Scope#fail} or {@link Scope#cancel}. Default: what nobody
   * said to have failed has succeeded; {@code -Dweft.require-explicit-end=true} changes the
   * default.
   */
  public TaskBuilder requireExplicitEnd() {
    explicitEnd = true;
    return this;
  }

  /**
   * Appends sixteen random hex digits to an imported id. For messages that may arrive twice, or at
   * several receivers, whose records would else repeat each other's keys.
   */
  public TaskBuilder uniqueBranch() {
    uniqueBranch = true;
    return this;
  }

  /** Runs the body as this task. Whatever it throws ends the task as failed and is thrown on. */
  public <X extends Throwable> void run(Work<X> body) throws X {
    this.<@Nullable Void, X>call(scope -> {
      body.run();
      return null;
    });
  }

  /** Runs the body as this task. Whatever it throws ends the task as failed and is thrown on. */
  public <X extends Throwable> void run(ScopedWork<X> body) throws X {
    this.<@Nullable Void, X>call(scope -> {
      body.run(scope);
      return null;
    });
  }

  /** Runs the body as this task. Whatever it throws ends the task as failed and is thrown on. */
  public <T extends @Nullable Object, X extends Throwable> T call(Computation<T, X> body) throws X {
    return this.<T, X>call(scope -> body.call());
  }

  /** Runs the body as this task. Whatever it throws ends the task as failed and is thrown on. */
  public <T extends @Nullable Object, X extends Throwable> T call(ScopedComputation<T, X> body)
      throws X {
    Scope scope = start();
    T result;
    try {
      result = body.call(scope);
    } catch (Throwable failure) {
      scope.closeWith(failure);
      throw failure;
    }
    scope.closeDone();
    return result;
  }

  /**
   * Begins the task and makes it the thread's current one until {@link Scope#close}, which the same
   * thread must call: use it in a try-with-resources.
   *
   * <p><b>A scope does not see the exception that leaves its block.</b> It ends as a success unless
   * {@link Scope#fail} or {@link Scope#cancel} was called. Where that is not enough use {@link
   * #run}, or {@link #requireExplicitEnd}.
   *
   * @throws IllegalStateException when this builder was used before: a task begins once
   */
  public Scope start() {
    if (used) {
      throw new IllegalStateException(
          "the task \"" + template + "\" was begun already; make a new one for each time");
    }
    used = true;
    CurrentTask.Handle before = CurrentTask.handle();
    TaskNode current = CurrentTask.node(before);
    TaskNode node = node(current);
    Scope scope = new Scope(this, node, before);
    CurrentTask.carry(scope);
    TaskRecords.begin(this, node, current);
    // After the first record, which may have started Weft.
    OpenTasks.began(scope);
    return scope;
  }

  private TaskNode node(@Nullable TaskNode current) {
    Bindings bindings = bindings();
    if (place == Place.IMPORTED && importedId != null && !importedId.isEmpty()) {
      ScopeId id = new ScopeId(uniqueBranch ? HexDigits.branchBelow(importedId) : importedId);
      return TaskNode.imported(id, carried, bindings);
    }
    if (current != null && (place == Place.CHILD || place == Place.NESTED)) {
      return current.newChild(carried, bindings);
    }
    return TaskNode.root(carried, bindings);
  }

  private Bindings bindings() {
    @Nullable Object[] pairs =
        2 * fieldCount == fields.length ? fields : Arrays.copyOf(fields, 2 * fieldCount);
    fields = NOTHING;
    return Bindings.ofPairs(pairs);
  }

  /** Whether the start says that the task continues one of another process. */
  boolean foreign() {
    return place == Place.IMPORTED && importedId != null && !importedId.isEmpty();
  }

  /** Whether the start says that the task should have had a parent; asked at the start. */
  boolean orphan(TaskNode node) {
    return node.parent() == null
        && (place == Place.CHILD || (place == Place.IMPORTED && !foreign()));
  }

  /** Whether the start names the task that was open: a root begun inside another tree. */
  boolean linked() {
    return place == Place.ROOT;
  }
}
