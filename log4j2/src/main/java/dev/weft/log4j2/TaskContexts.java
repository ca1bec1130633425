package dev.weft.log4j2;

import dev.weft.Carried;
import dev.weft.record.Bindings;
import dev.weft.record.CurrentTask;
import dev.weft.record.TaskNode;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What tasks look like in Log4j's context data: the id under {@code task}, and by name the fields,
 * and those of what the task works for.
 *
 * <p>Each task's map is made once for as long as its fields stay the same, since Log4j asks for it
 * at every event. It also leads from an id back to its task, for events that arrive on another
 * thread with nothing but their context data.
 *
 * <h2>How long a task is kept</h2>
 *
 * An event may wait behind an asynchronous appender long after its task has ended and the program
 * has let go of it. So a task is kept for as long as any event names it: what the context data
 * shows as {@code task} is a text of our own, which nothing but context data holds, and once that
 * is gone the task goes too, when the next one is seen. The cached map is held weakly for the same
 * reason: it holds that text.
 *
 * <p>Usable from any thread.
 */
final class TaskContexts {
  static final String TASK = "task";

  private static final Map<String, Entry> BY_ID = new ConcurrentHashMap<>();
  private static final ReferenceQueue<String> GONE = new ReferenceQueue<>();
  private static final ThreadLocal<@Nullable TaskNode> SHOWN = new ThreadLocal<>();

  private TaskContexts() {}

  /** Shows that task in what this thread logs, or its current one again. */
  static void show(@Nullable TaskNode task) {
    SHOWN.set(task);
  }

  /** What an event made on this thread now shows; empty outside every task. */
  static Map<String, String> now() {
    TaskNode shown = SHOWN.get();
    TaskNode task = shown == null ? CurrentTask.node() : shown;
    return task == null ? Map.of() : of(task);
  }

  /** What that task looks like now. */
  static Map<String, String> of(TaskNode task) {
    Entry known = BY_ID.get(task.id());
    if (known != null && known.task == task) {
      String text = known.get();
      if (text != null) {
        return withCarried(task, known.context(text));
      }
    }
    return withCarried(task, entered(task));
  }

  /**
   * With the fields of what the task works for, such as a request. They may change while the task
   * stays the same, so this map is not kept: it is made where somebody asks.
   */
  private static Map<String, String> withCarried(TaskNode task, Map<String, String> ofTask) {
    if (!(task.carried() instanceof Carried value)) {
      return ofTask;
    }
    Map<String, String> all = new LinkedHashMap<>(ofTask);
    value.fields((name, shown) -> {
      if (shown != null) {
        all.putIfAbsent(name, shown.toString());
      }
    });
    return all;
  }

  /** The task of that id, if an event that names it is still in use. */
  static @Nullable TaskNode task(@Nullable String id) {
    Entry entry = id == null ? null : BY_ID.get(id);
    return entry == null ? null : entry.task;
  }

  private static Map<String, String> entered(TaskNode task) {
    forgetGone();
    String own = String.copyValueOf(task.id().toCharArray());
    Entry entry =
        BY_ID.compute(
            task.id(),
            (id, known) -> known != null && known.names(task) ? known : new Entry(own, task));
    String text = entry.get();
    // Another thread's, which nobody used any more, may have gone just now.
    return text == null ? entered(task) : entry.context(text);
  }

  private static void forgetGone() {
    Reference<? extends String> gone = GONE.poll();
    while (gone != null) {
      if (gone instanceof Entry entry) {
        BY_ID.remove(entry.task.id(), entry);
      }
      gone = GONE.poll();
    }
  }

  /** A task, for as long as the text that names it in context data is in use. */
  private static final class Entry extends WeakReference<String> {
    private final TaskNode task;
    private volatile @Nullable Shown shown;

    Entry(String text, TaskNode task) {
      super(text, GONE);
      this.task = task;
    }

    boolean names(TaskNode other) {
      return task == other && get() != null;
    }

    Map<String, String> context(String text) {
      Bindings fields = task.bindings();
      Shown made = shown;
      Map<String, String> context = made == null || made.fields != fields ? null : made.get();
      if (context == null) {
        context = texts(text, fields);
        shown = new Shown(fields, context);
      }
      return context;
    }

    private static Map<String, String> texts(String text, Bindings fields) {
      Map<String, String> texts = new LinkedHashMap<>();
      texts.put(TASK, text);
      for (int i = 0; i < fields.size(); i++) {
        texts.put(fields.name(i), String.valueOf(fields.value(i)));
      }
      return Collections.unmodifiableMap(texts);
    }
  }

  /** The map made for some fields, while anybody uses it. */
  private static final class Shown extends WeakReference<Map<String, String>> {
    private final Bindings fields;

    Shown(Bindings fields, Map<String, String> context) {
      super(context);
      this.fields = fields;
    }
  }
}
