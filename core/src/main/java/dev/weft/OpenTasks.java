package dev.weft;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that are open, where they are to be ended with Weft. Kept only if that was asked for: a
 * task would else pay for it, and one that nobody closes would be held for ever.
 *
 * <p>Usable from any thread.
 */
final class OpenTasks {
  private static volatile @Nullable Set<Scope> kept;

  private OpenTasks() {}

  /** Says whether those that begin from now on are kept; those kept already stay. */
  static void keep(boolean on) {
    Set<Scope> before = kept;
    if (!on) {
      kept = null;
    } else if (before == null) {
      kept = ConcurrentHashMap.newKeySet();
    }
  }

  static void began(Scope scope) {
    Set<Scope> open = kept;
    if (open != null) {
      open.add(scope);
    }
  }

  static void ended(Scope scope) {
    Set<Scope> open = kept;
    if (open != null) {
      open.remove(scope);
    }
  }

  /**
   * Ends all that are open as aborted, children before their parents, and keeps none any more. One
   * that its own thread ends at the same moment has one end of the two.
   */
  static void abort() {
    Set<Scope> open = kept;
    kept = null;
    if (open != null) {
      open.stream()
          .sorted(Comparator.comparingInt(Scope::depth).reversed())
          .forEachOrdered(Scope::abort);
    }
  }
}
