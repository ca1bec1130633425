package dev.weft.web.jdbc;

import dev.weft.web.request.RequestInfo;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides between primary and replica, by the current request's method and path. A request keeps
 * what was decided first. Usable from any thread.
 */
final class EngineChoice {
  private static final System.Logger LOGGER = System.getLogger(DatabaseSession.class.getName());

  private final DatabaseEngine primary;
  private final @Nullable DatabaseEngine replica;
  private final List<Pattern> forcePrimary;
  private final List<Pattern> forceReplica;
  // Requests are equal to themselves only.
  private final Map<RequestInfo, DatabaseEngine> chosen =
      Collections.synchronizedMap(new WeakHashMap<>());

  EngineChoice(
      DatabaseEngine primary,
      @Nullable DatabaseEngine replica,
      List<Pattern> forcePrimary,
      List<Pattern> forceReplica) {
    this.primary = primary;
    this.replica = replica;
    this.forcePrimary = List.copyOf(forcePrimary);
    this.forceReplica = List.copyOf(forceReplica);
  }

  DatabaseEngine primary() {
    return primary;
  }

  /** For what this thread works for now; the primary outside of all requests. */
  DatabaseEngine current() {
    DatabaseEngine second = replica;
    Optional<RequestInfo> request = RequestInfo.current();
    return second == null || request.isEmpty() ? primary : of(request.get(), second);
  }

  private DatabaseEngine of(RequestInfo request, DatabaseEngine second) {
    DatabaseEngine known = chosen.get(request);
    if (known != null) {
      return known;
    }
    String asked = request.method() + ' ' + request.path();
    DatabaseEngine engine = reads(request.method(), asked) ? second : primary;
    // Two threads of a request may come at once; it is said once.
    if (chosen.putIfAbsent(request, engine) == null) {
      LOGGER.log(Level.DEBUG, () -> "Using " + engine.name() + " database for: " + asked);
    }
    return engine;
  }

  private boolean reads(String method, String asked) {
    return !begins(forcePrimary, asked)
        && (method.equals("GET") || method.equals("OPTIONS") || begins(forceReplica, asked));
  }

  /** Whether one fits, from the beginning but not to the end: as Python's {@code re.match}. */
  private static boolean begins(List<Pattern> patterns, String asked) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(asked).lookingAt()) {
        return true;
      }
    }
    return false;
  }
}
