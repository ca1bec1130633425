package dev.weft;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a task hands to all that happens inside it: its children, and the threads that the scope is
 * carried to. The request that a web application works for is one. Given by {@link
 * TaskBuilder#carrying}, read by {@link Scopes#carried}.
 *
 * <p>It stays in this process. Its fields go into the program's own log lines, where each line
 * stands alone; on Weft's wire the tree tells as much once.
 *
 * <p>Usable from any thread.
 */
public interface Carried {
  /**
   * Shows each field, such as {@code request_id}, in an order of its own. Null values are left out.
   */
  void fields(BiConsumer<String, @Nullable Object> each);
}
