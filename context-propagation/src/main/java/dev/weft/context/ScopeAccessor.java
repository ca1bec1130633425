package dev.weft.context;

import dev.weft.record.CurrentTask;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry what a thread works for: the scope that is current
 * where a {@code ContextSnapshot} is taken, or where a Reactor pipeline is subscribed to, is
 * current again wherever the snapshot is restored or an operator runs, and there alone. Reactor
 * asks for it once {@code Hooks.enableAutomaticContextPropagation()} was called.
 *
 * <p>Found by {@link java.util.ServiceLoader} when this module is on the class path; nothing else
 * is to be done. Usable from any thread; each sees its own.
 */
public final class ScopeAccessor implements ThreadLocalAccessor<CurrentTask.Handle> {
  /** Under which the scope stands in a {@code ContextSnapshot} or a Reactor context. */
  public static final String KEY = "dev.weft.scope";

  /** For {@link java.util.ServiceLoader}. */
  public ScopeAccessor() {}

  @Override
  public Object key() {
    return KEY;
  }

  @Override
  public CurrentTask.@Nullable Handle getValue() {
    return CurrentTask.handle();
  }

  @Override
  public void setValue(CurrentTask.Handle scope) {
    CurrentTask.carry(scope);
  }

  /** Outside every scope. */
  @Override
  public void setValue() {
    CurrentTask.carry(null);
  }
}
