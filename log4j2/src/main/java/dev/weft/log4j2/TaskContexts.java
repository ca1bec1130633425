package dev.weft.log4j2;

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
 * What tasks look like in Log4j's context data: the id under {@code task}, and the fields by name.
 *
 * <p>Each task's map is made once for as long as its fields stay the same, since Log4j asks for it
 * at every event. It also leads from an id back to its task, for events that arrive on another
 * thread with nothing but their context data. Tasks are held weakly.
 *
 * <p>Usable from any thread.
 */
final class TaskContexts {
  static final String TASK = "task";

  private static final Map<String, Entry> BY_ID = new ConcurrentHashMap<>();
  private static final ReferenceQueue<TaskNode> GONE = new ReferenceQueue<>();
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
    return entry(task).context(task);
  }

  /** The task of that id, if it has been seen here and still is in use. */
  static @Nullable TaskNode task(@Nullable String id) {
    Entry entry = id == null ? null : BY_ID.get(id);
    return entry == null ? null : entry.get();
  }

  private static Entry entry(TaskNode task) {
    Entry known = BY_ID.get(task.id());
    if (known != null && known.get() == task) {
      return known;
    }
    forgetGone();
    Entry made = new Entry(task);
    BY_ID.put(made.id, made);
    return made;
  }

  private static void forgetGone() {
    Reference<? extends TaskNode> gone = GONE.poll();
    while (gone != null) {
      if (gone instanceof Entry entry) {
        BY_ID.remove(entry.id, entry);
      }
      gone = GONE.poll();
    }
  }

  private static final class Entry extends WeakReference<TaskNode> {
    private final String id;
    private volatile @Nullable Shown shown;

    Entry(TaskNode task) {
      super(task, GONE);
      id = task.id();
    }

    Map<String, String> context(TaskNode task) {
      Shown made = shown;
      Bindings fields = task.bindings();
      if (made == null || made.fields != fields) {
        made = new Shown(fields, texts(fields));
        shown = made;
      }
      return made.context;
    }

    private Map<String, String> texts(Bindings fields) {
      Map<String, String> texts = new LinkedHashMap<>();
      texts.put(TASK, id);
      for (int i = 0; i < fields.size(); i++) {
        texts.put(fields.name(i), String.valueOf(fields.value(i)));
      }
      return Collections.unmodifiableMap(texts);
    }
  }

  private record Shown(Bindings fields, Map<String, String> context) {}
}
