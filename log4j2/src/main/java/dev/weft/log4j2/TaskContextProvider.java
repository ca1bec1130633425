package dev.weft.log4j2;

import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/**
 * Shows the current task to Log4j's patterns, layouts and filters as context data: {@code %X{task}}
 * and the task's fields by name. Nothing is put into the thread's own context, so nothing can be
 * left behind; where a name is in both, the program's own value stays. Found by Log4j itself.
 *
 * <p>Usable from any thread.
 */
public final class TaskContextProvider implements ContextDataProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TaskContextProvider() {}

  @Override
  public Map<String, String> supplyContextData() {
    Map<String, String> shown = TaskContexts.now();
    return shown.isEmpty() || ThreadContext.isEmpty() ? shown : withoutTaken(shown);
  }

  private static Map<String, String> withoutTaken(Map<String, String> shown) {
    for (String name : shown.keySet()) {
      if (ThreadContext.containsKey(name)) {
        Map<String, String> free = new HashMap<>(shown);
        free.keySet().removeIf(ThreadContext::containsKey);
        return free;
      }
    }
    return shown;
  }
}
