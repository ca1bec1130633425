package dev.weft.object;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the programmer, in the program's own log, what is done wrong with live objects: once for
 * each place or name, a thousand of them at most. Usable from any thread.
 */
final class Complaints {
  private static final System.Logger OWN = System.getLogger("dev.weft.object");
  private static final int MOST = 1000;
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private Complaints() {}

  /** Says it, unless it was said of that subject before. */
  static void once(String subject, String words) {
    if (SAID.size() < MOST && SAID.add(subject)) {
      OWN.log(System.Logger.Level.WARNING, words);
    }
  }
}
