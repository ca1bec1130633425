package dev.weft.logback;

import dev.weft.record.Bindings;
import dev.weft.record.TaskNode;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The MDC as one event's patterns and encoders see it: what the program put there, the task's id
 * under {@code task}, and the task's fields at that moment. Where a name is there twice the
 * program's own value stays, so that no pattern changes its meaning.
 *
 * <p>A view, so that an event whose context nobody reads costs one small object. It also says which
 * task the event was made in, to an appender that gets it later and on another thread.
 *
 * <p>Immutable, usable from any thread.
 */
final class ScopedContext extends AbstractMap<String, String> {
  static final String TASK = "task";

  private final Map<String, String> own;
  private final TaskNode task;
  private final Bindings fields;

  /** Takes a map that nobody changes. */
  ScopedContext(Map<String, String> own, TaskNode task) {
    this.own = own;
    this.task = task;
    this.fields = task.bindings();
  }

  /** What the program put there. */
  Map<String, String> own() {
    return own;
  }

  TaskNode task() {
    return task;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    String put = own.get(name);
    if (put != null || !(name instanceof String field)) {
      return put;
    }
    return field.equals(TASK) ? task.id() : bound(field);
  }

  private @Nullable String bound(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.name(i).equals(field)) {
        return String.valueOf(fields.value(i));
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(TASK, task.id());
    for (int i = 0; i < fields.size(); i++) {
      all.put(fields.name(i), String.valueOf(fields.value(i)));
    }
    all.putAll(own);
    return Collections.unmodifiableMap(all).entrySet();
  }
}
