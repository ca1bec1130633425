package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.ScopeMistakes.Kind;
import dev.weft.event.Event.Outcome;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.record.CurrentTask;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A task that has begun: a span of work and what its thread works for until it is closed. Records
 * of all logging systems that are made meanwhile, on this thread or on one that the scope was
 * carried to, belong to it.
 *
 * <p>Its id never changes. {@link #close} is for the thread that began it, unless {@link #release}
 * was called; all else is usable from any thread, also after the end. Nothing here throws but for
 * programming errors in strict mode.
 */
public final class Scope extends CurrentTask.Handle implements AutoCloseable {
  private static final boolean EXPLICIT_END = Settings.flag(Settings.EXPLICIT_END, false);
  private static final @Nullable Object[] NO_ARGUMENTS = {};
  private static final VarHandle OUTCOME = outcomeHandle();

  private final TaskBuilder begun;
  private final Thread owner;
  private final @Nullable Throwable opener;
  private @Nullable String endTemplate;
  private @Nullable Object[] endArguments = NO_ARGUMENTS;
  private @Nullable Throwable failure;
  // Its exception often comes out here next; plain, since that needs its end to be seen anyway.
  private @Nullable Scope failedInside;
  private volatile boolean released;

  // Written last and read first, through OUTCOME, so that what was said by another thread is seen
  // whole. A volatile write would cost each task a fence.
  @SuppressWarnings("UnusedVariable") // written and read through OUTCOME
  private @Nullable Outcome outcome;

  Scope(TaskBuilder begun, TaskNode node, CurrentTask.@Nullable Handle previous) {
    super(node, previous);
    this.begun = begun;
    this.owner = Thread.currentThread();
    this.opener = ScopeMistakes.opener();
    if (opener != null) {
      ScopeMistakes.opened(this);
    }
  }

  private static VarHandle outcomeHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Scope.class, "outcome", Outcome.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** The task's place in its tree. */
  public ScopeId id() {
    return new ScopeId(node().id());
  }

  /**
   * The id for a child of this task in another process, which begins it by {@link
   * Scopes#importTask(String, String, Object...)}, or Python's {@code import_task}. Each call makes
   * a new one.
   */
  public ScopeId newRemoteChild() {
    return node().newRemoteChild();
  }

  /**
   * Adds a field to all records of this task from now on, or gives it another value. The value is
   * taken now; {@code key} travels as {@code key_}.
   */
  public Scope bind(String name, @Nullable Object value) {
    String field = TaskBuilder.fieldName(name);
    if (node().bindings().size() >= TaskBuilder.MOST_FIELDS) {
      ScopeMistakes.report(
          Kind.TOO_MANY_FIELDS,
          "the field " + field + " of " + this + " was not kept: there are 128 already",
          opener);
      return this;
    }
    node().bind(field, Recording.capture().value(field, value));
    return this;
  }

  /**
   * Says that the task did its work, and what the end shall say instead of the start's text. The
   * empty text ends the task without a record, as in distlog: viewers then see no end.
   *
   * @param template text with Python's {@code %s}, {@code %d} …; never throws, whatever fits or not
   */
  public Scope success(String template, @Nullable Object... arguments) {
    endTemplate = String.valueOf(template);
    endArguments = TaskBuilder.captured(arguments);
    outcome(Outcome.SUCCEEDED);
    return this;
  }

  /** Says that the task did its work; the end repeats the start's text. */
  public Scope success() {
    endTemplate = null;
    outcome(Outcome.SUCCEEDED);
    return this;
  }

  /**
   * Says that the task failed; the end becomes an ERROR {@code FAILED <text>} with the exception.
   * An interruption or a cancellation counts as {@link #cancel}.
   */
  public Scope fail(Throwable thrown) {
    failure = requireNonNull(thrown, "thrown");
    outcome(isCancellation(thrown) ? Outcome.CANCELLED : Outcome.FAILED);
    return this;
  }

  /** Says that the task was given up; the end becomes {@code CANCELLED <text>}. */
  public Scope cancel() {
    outcome(Outcome.CANCELLED);
    return this;
  }

  private void outcome(Outcome said) {
    OUTCOME.setRelease(this, said);
  }

  /**
   * Gives the thread that began the task back to what it worked for before, without ending the
   * task: it goes on elsewhere, through the snapshot, and any thread may close it. For work that
   * outlives its call, such as an asynchronous request.
   *
   * @throws IllegalStateException in strict mode only, when scopes begun inside are still open or
   *     another thread calls it; the task is then released all the same
   */
  public ScopeSnapshot release() {
    released = true;
    if (CurrentTask.handle() == this && isOf(Thread.currentThread())) {
      CurrentTask.carry(previous());
      forgetPrevious();
    } else if (!ended()) {
      ScopeMistakes.report(
          Kind.OUT_OF_ORDER,
          this + " was released where it is not the current task, by " + threadName(),
          opener);
    }
    return ScopeSnapshot.of(this);
  }

  /** Whether the task has ended. */
  public boolean ended() {
    return node().ended();
  }

  /**
   * Ends the task and gives its thread back to what it worked for before. Closing twice is
   * harmless. Scopes that were begun inside and are still open end with it, with a warning; so it
   * is said when another thread closes it, unless it was released.
   *
   * @throws IllegalStateException in strict mode only, when scopes are closed out of order or by
   *     another thread; its cause shows where the scope was begun
   */
  @Override
  public void close() {
    close(unlessSaid());
  }

  private Outcome unlessSaid() {
    return begun.explicitEnd || EXPLICIT_END ? Outcome.UNSET : Outcome.SUCCEEDED;
  }

  private void close(Outcome unlessSaid) {
    if (!node().end()) {
      return;
    }
    forget();
    if (released) {
      abandon();
      recordEnd(unlessSaid);
    } else if (CurrentTask.handle() == this && isOf(Thread.currentThread())) {
      CurrentTask.carry(previous());
      tellOuter();
      forgetPrevious();
      recordEnd(unlessSaid);
    } else {
      closeAstray(unlessSaid);
    }
  }

  /** Ends a closed form by what its body threw, which stays the exception that the caller sees. */
  void closeWith(Throwable thrown) {
    fail(thrown);
    try {
      close();
    } catch (IllegalStateException strict) {
      thrown.addSuppressed(strict);
    }
  }

  /** Ends a closed form whose body came to its end. */
  void closeDone() {
    close(Outcome.SUCCEEDED);
  }

  @SuppressWarnings("ReferenceEquality") // a thread is itself only, whatever its class says
  boolean isOf(Thread thread) {
    return thread == owner;
  }

  @Nullable Throwable opener() {
    return opener;
  }

  private void closeAstray(Outcome unlessSaid) {
    boolean elsewhere = !isOf(Thread.currentThread());
    List<Scope> inside = elsewhere ? List.of() : openInside();
    for (Scope scope : inside) {
      scope.endWithOuter();
    }
    if (inside.isEmpty()) {
      // Carried by its own thread, or set aside on this one: dropped when that is looked at next.
      abandon();
    } else {
      CurrentTask.carry(previous());
      forgetPrevious();
    }
    recordEnd(unlessSaid);
    if (elsewhere) {
      ScopeMistakes.report(
          Kind.WRONG_THREAD,
          this + " was begun by " + owner.getName() + " and closed by " + threadName(),
          opener);
    } else if (!inside.isEmpty()) {
      ScopeMistakes.report(
          Kind.OUT_OF_ORDER,
          this + " was closed before " + ScopeMistakes.name(inside) + ", begun inside it",
          inside.get(0).opener);
    }
  }

  /** This thread's scopes above this one, the innermost first; empty when this one is not below. */
  private List<Scope> openInside() {
    List<Scope> inside = new ArrayList<>();
    CurrentTask.Handle handle = CurrentTask.handle();
    while (handle instanceof Scope scope && scope != this && scope.isOf(owner)) {
      inside.add(scope);
      handle = scope.previous();
    }
    return handle == this ? inside : List.of();
  }

  private void endWithOuter() {
    if (node().end()) {
      forget();
      recordEnd(unlessSaid());
    }
    forgetPrevious();
  }

  private void forget() {
    if (opener != null) {
      ScopeMistakes.closed(this);
    }
    OpenTasks.ended(this);
  }

  /** Ends it from outside, since the process or its sending ends; whoever carries it drops it. */
  void abort() {
    if (node().end()) {
      forget();
      abandon();
      recordEnd(Level.WARN, Outcome.ABORTED, begun.template);
    }
  }

  /** How many tasks of this process it stands in. */
  int depth() {
    int depth = 0;
    for (TaskNode outer = node().parent(); outer != null; outer = outer.parent()) {
      depth++;
    }
    return depth;
  }

  private void recordEnd(Outcome unlessSaid) {
    Outcome said = (Outcome) OUTCOME.getAcquire(this);
    Outcome how = said == null ? unlessSaid : said;
    switch (how) {
      case SUCCEEDED -> recordSuccess();
      case FAILED -> recordEnd(Level.ERROR, how, "FAILED " + begun.template);
      case CANCELLED -> recordEnd(begun.level, how, "CANCELLED " + begun.template);
      case UNSET, ABORTED -> recordEnd(Level.WARN, how, begun.template);
    }
  }

  private void recordSuccess() {
    String text = endTemplate;
    if (text == null) {
      recordEnd(begun.level, Outcome.SUCCEEDED, begun.template);
    } else if (!text.isEmpty()) {
      TaskRecords.end(
          node(), begun.level, begun.logger, Outcome.SUCCEEDED, text, endArguments, null, null);
    }
  }

  private void recordEnd(Level level, Outcome how, String template) {
    Throwable thrown = how == Outcome.SUCCEEDED ? null : failure;
    TaskNode told = thrown == null ? null : toldInside(thrown);
    TaskRecords.end(node(), level, begun.logger, how, template, begun.arguments, thrown, told);
  }

  private void tellOuter() {
    if (failure != null && previous() instanceof Scope outer) {
      outer.failedInside = this;
    }
  }

  /** The innermost task whose end shows that very exception with its trace; null for none. */
  private @Nullable TaskNode toldInside(Throwable thrown) {
    Scope inside = failedInside;
    if (inside == null || !isSame(inside.failure, thrown)) {
      return null;
    }
    TaskNode deeper = inside.toldInside(thrown);
    return deeper != null ? deeper : inside.node();
  }

  @SuppressWarnings("ReferenceEquality") // two exceptions of equal words have two traces
  private static boolean isSame(@Nullable Throwable one, Throwable other) {
    return one == other;
  }

  private static boolean isCancellation(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof CancellationException
        || thrown instanceof ClosedByInterruptException;
  }

  private static String threadName() {
    return Thread.currentThread().getName();
  }

  /** The start's text and the id, for a person. */
  @Override
  public String toString() {
    return '"' + begun.template + "\" (" + node().id() + ')';
  }
}
