package dev.weft;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scopes that are open, where the process's settings say that its end shall end them: {@code
 * -Dweft.abort-open-scopes=true}. They cost every task an entry, so that is off by default.
 *
 * <p>Usable from any thread.
 */
final class OpenScopes {
  private static final boolean KEPT = Settings.flag(Settings.ABORT_OPEN_SCOPES, false);
  private static final Set<Scope> OPEN = ConcurrentHashMap.newKeySet();

  private OpenScopes() {}

  static void opened(Scope scope) {
    if (KEPT) {
      OPEN.add(scope);
    }
  }

  static void closed(Scope scope) {
    if (KEPT) {
      OPEN.remove(scope);
    }
  }

  /** The process ends: so do they, the inner ones first. */
  static void abort() {
    OPEN.stream()
        .sorted(Comparator.comparingInt(scope -> -scope.id().value().length()))
        .forEach(Scope::abort);
  }
}
