package dev.weft.web.sentry;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exceptions that are not told. Immutable, usable from any thread. */
final class Ignored {
  private final Set<String> names;

  Ignored(Collection<String> names) {
    this.names = Set.copyOf(names);
  }

  /** Whether it is one of them, or extends one. */
  boolean matches(@Nullable Throwable failure) {
    for (Class<?> type = failure == null ? null : failure.getClass();
        type != null;
        type = type.getSuperclass()) {
      if (names.contains(type.getName()) || names.contains(type.getSimpleName())) {
        return true;
      }
    }
    return false;
  }
}
