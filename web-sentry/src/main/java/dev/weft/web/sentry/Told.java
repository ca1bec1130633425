package dev.weft.web.sentry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which exceptions were told already: the same one comes as a line of the log and out of a request,
 * at once and on two threads, where Sentry's own look at its last events may miss it. Held weakly.
 *
 * <p>Usable from any thread.
 */
final class Told {
  private static final int MOST_CAUSES = 32;

  private final Object lock = new Object();
  private final Map<Throwable, Boolean> known = new WeakHashMap<>();

  /** Whether that exception comes for the first time, by itself and as a cause; true for none. */
  boolean first(@Nullable Throwable failure) {
    List<Throwable> chain = chain(failure);
    synchronized (lock) {
      if (chain.stream().anyMatch(known::containsKey)) {
        return false;
      }
      chain.forEach(each -> known.put(each, true));
      return true;
    }
  }

  private static List<Throwable> chain(@Nullable Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable each = failure;
        each != null && chain.size() < MOST_CAUSES && seen.add(each);
        each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }
}
