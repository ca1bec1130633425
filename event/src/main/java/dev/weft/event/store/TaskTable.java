package dev.weft.event.store;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.TaskFacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers from records, in any order, what a query can ask about tasks: names, how they ended, how
 * long they took.
 *
 * <h2>What it has to be given</h2>
 *
 * Of a task and each task around it: its begin (number 0), its end, and, for programs that mark no
 * ends, its record with the highest number. All other records may be given and change nothing. So
 * whoever has an index gives it three records a task, and whoever reads a stream gives it all.
 *
 * <h2>How a task stands</h2>
 *
 * As its end says. Without an end it is running; but lost when a task around it has ended. Older
 * Python clients mark no ends; of theirs, as {@code event.collate} concludes it too, a last record
 * that repeats the begin is the end, one that says that the begin failed is a failed end, and a
 * task is lost once the task around it, in the same process, spoke again.
 *
 * <p>Used by one thread at a time.
 */
public final class TaskTable {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Map<String, TaskDraft> tasks;

  private TaskTable(int most) {
    tasks =
        most == NO_LIMIT
            ? new LinkedHashMap<>()
            : new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1L;

              @Override
              protected boolean removeEldestEntry(Map.Entry<String, TaskDraft> eldest) {
                return size() > most;
              }
            };
  }

  /** A table that keeps all tasks it is told of. */
  public static TaskTable create() {
    return new TaskTable(NO_LIMIT);
  }

  /**
   * A table for streams without end: when it would hold more tasks than that, it forgets the one
   * that was longest not spoken of.
   */
  public static TaskTable keeping(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a table of " + most + " tasks, less than 1");
    }
    return new TaskTable(most);
  }

  /** Adds a record under its identity and time; one outside every task changes nothing. */
  public void add(RawEvent record, EventId id, long micros) {
    ScopeId task = id.scope();
    if (task != null) {
      tasks.computeIfAbsent(task.value(), unused -> new TaskDraft()).add(record, id, micros);
    }
  }

  /** Adds an event; one outside every task changes nothing. */
  public void add(StoredEvent event) {
    add(event.view(), event.id(), event.cursor().micros());
  }

  /** How many tasks it holds. */
  public int size() {
    return tasks.size();
  }

  /**
   * What is known of a task; null when nothing of the task itself was received.
   *
   * @param nowMicros until when a running task has run, in microseconds since 1970
   */
  public @Nullable TaskFacts facts(ScopeId id, long nowMicros) {
    TaskDraft task = tasks.get(id.value());
    if (task == null) {
      return null;
    }
    String status = task.outcome();
    if (status != null) {
      return new TaskFacts(task.name(), status, duration(task.begin(), task.end()));
    }
    return isOver(id, task)
        ? new TaskFacts(task.name(), "lost", null)
        : new TaskFacts(task.name(), "running", duration(task.begin(), nowMicros));
  }

  /**
   * Which record ended the task where no record says that it does: the one from which its end was
   * concluded; null when there is none, or an end that says so.
   */
  public @Nullable EventId concludedEnd(ScopeId id) {
    TaskDraft task = tasks.get(id.value());
    return task == null || !task.concluded() ? null : new EventId(task.last(), id.value());
  }

  private static @Nullable Duration duration(@Nullable Long from, @Nullable Long to) {
    return from == null || to == null || to < from
        ? null
        : Duration.ofNanos(Math.multiplyExact(1000L, to - from));
  }

  /** Whether a task around it has ended, or went on while the program runs one after the other. */
  private boolean isOver(ScopeId id, TaskDraft task) {
    TaskDraft inner = task;
    String child = id.value();
    for (int slash = child.lastIndexOf('/'); slash > 0; slash = child.lastIndexOf('/', slash - 1)) {
      TaskDraft around = tasks.get(child.substring(0, slash));
      if (around != null && (around.outcome() != null || wentOn(inner, around))) {
        return true;
      }
      inner = around;
    }
    return false;
  }

  private static boolean wentOn(@Nullable TaskDraft inner, TaskDraft around) {
    return inner != null
        && !inner.counts()
        && inner.source().equals(around.source())
        && around.lastMicros() > inner.lastMicros();
  }

  /** Forgets all. */
  public void clear() {
    tasks.clear();
  }
}
