package dev.weft;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens when scopes are not closed where they should be. In production the tree is put right
 * and each kind of mistake is said once; in strict mode ({@code -Dweft.strict=true}, for tests) it
 * is thrown, with the stack of the code that began the scope.
 *
 * <p>Usable from any thread.
 */
final class ScopeMistakes {
  /** The kinds, each said once. */
  enum Kind {
    OUT_OF_ORDER,
    WRONG_THREAD,
    LEFT_OPEN,
    TOO_MANY_FIELDS
  }

  private static final System.Logger OWN = System.getLogger("dev.weft.scopes");
  private static final Set<Kind> SAID = ConcurrentHashMap.newKeySet();
  private static final Set<Scope> OPEN = ConcurrentHashMap.newKeySet();

  private static volatile boolean strict = Settings.flag(Settings.STRICT, false);

  private ScopeMistakes() {}

  static boolean strict() {
    return strict;
  }

  /** Switches for a test; returns what was before. */
  static boolean strict(boolean on) {
    boolean before = strict;
    strict = on;
    SAID.clear();
    return before;
  }

  /** The stack of the code that begins a scope, which is costly; null unless strict. */
  static @Nullable Throwable opener() {
    return strict ? new Throwable("the scope was begun here") : null;
  }

  static void opened(Scope scope) {
    OPEN.add(scope);
  }

  static void closed(Scope scope) {
    OPEN.remove(scope);
  }

  static List<Scope> open() {
    return List.copyOf(OPEN);
  }

  /** Throws in strict mode, else says it once a kind. */
  static void report(Kind kind, String what, @Nullable Throwable opener) {
    if (strict) {
      throw new IllegalStateException(what, opener);
    }
    boolean first = SAID.add(kind);
    OWN.log(
        first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        () -> what + (first ? "; -Dweft.strict=true shows where it was begun" : ""));
  }

  static String name(Collection<Scope> scopes) {
    return String.join(", ", scopes.stream().map(Scope::toString).toList());
  }
}
