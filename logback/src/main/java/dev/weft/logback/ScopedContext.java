package dev.weft.logback;

import dev.weft.Carried;
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
 * under {@code task}, the task's fields at that moment, and those of what it works for, such as a
 * request. Where a name is there twice the program's own value stays, so that no pattern changes
 * its meaning, then the task's.
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
    if (field.equals(TASK)) {
      return task.id();
    }
    String bound = bound(field);
    return bound == null ? carried(field) : bound;
  }

  private @Nullable String bound(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.name(i).equals(field)) {
        return String.valueOf(fields.value(i));
      }
    }
    return null;
  }

  private @Nullable String carried(String field) {
    if (!(task.carried() instanceof Carried value)) {
      return null;
    }
    @Nullable String[] found = new @Nullable String[1];
    value.fields((name, shown) -> {
      if (shown != null && name.equals(field)) {
        found[0] = shown.toString();
      }
    });
    return found[0];
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
    if (task.carried() instanceof Carried value) {
      value.fields((name, shown) -> {
        if (shown != null) {
          all.put(name, shown.toString());
        }
      });
    }
    for (int i = 0; i < fields.size(); i++) {
      all.put(fields.name(i), String.valueOf(fields.value(i)));
    }
    all.putAll(own);
    return Collections.unmodifiableMap(all).entrySet();
  }
}
