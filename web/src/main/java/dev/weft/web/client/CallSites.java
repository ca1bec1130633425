package dev.weft.web.client;

import java.lang.StackWalker.StackFrame;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warns of calls without a limit, once for each place in the application's code. Usable from any
 * thread.
 */
final class CallSites {
  private static final System.Logger LOGGER = System.getLogger(OutgoingCalls.LOGGER);
  private static final int MOST_SITES = 1_000;
  // Whose code stands between the application and here.
  private static final List<String> LIBRARIES =
      List.of(
          "dev.weft.web.",
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "kotlin",
          "okhttp3.",
          "okio.",
          "org.apache.hc.",
          "org.springframework.",
          "reactor.",
          "io.netty.");

  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  void warn(String method, URI address) {
    if (warned.size() < MOST_SITES && warned.add(site(method, address))) {
      LOGGER.log(
          Level.WARNING,
          "Doing a " + method + " request without timeout to " + Target.logged(address));
    }
  }

  private static String site(String method, URI address) {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(CallSites::ofTheApplication).findFirst())
        .map(StackFrame::toString)
        // On a thread of the client's own, where only the address tells one from another.
        .orElseGet(() -> method + ' ' + address.getRawAuthority());
  }

  private static boolean ofTheApplication(StackFrame frame) {
    return LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith);
  }
}
