package dev.weft.bridge;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of code that logged: the first frame above those of logging libraries. Walks only
 * the frames it looks at, and so costs about as much at any depth of the stack; still many times
 * what the rest of a record costs.
 *
 * <p>Immutable, usable from any thread.
 */
public final class Callers {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private static final Set<String> OWN =
      Set.of(
          "dev.weft.bridge.Callers",
          "dev.weft.bridge.LineHandler",
          "dev.weft.bridge.WeftHandler",
          "dev.weft.logback.EventReader",
          "dev.weft.logback.LineAppender",
          "dev.weft.logback.LineReader",
          "dev.weft.logback.WeftAppender");

  // Facades and the bridges between logging systems, which may stand between any two of them.
  private static final List<String> LOGGING =
      List.of(
          "ch.qos.logback.",
          "java.util.logging.",
          "java.lang.System$Logger",
          "sun.util.logging.",
          "jdk.internal.logger.",
          "org.slf4j.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "org.apache.commons.logging.",
          "org.jboss.logging.",
          "java.lang.reflect.",
          "java.lang.invoke.",
          "jdk.internal.reflect.");

  private final List<String> further;

  private Callers(List<String> further) {
    this.further = List.copyOf(further);
  }

  /** Takes classes whose names start with one of these for a logging library's as well. */
  public static Callers above(List<String> furtherPrefixes) {
    return new Callers(furtherPrefixes);
  }

  /** Who logs on this thread now; null when all of the stack is of logging libraries. */
  public @Nullable StackTraceElement caller() {
    return WALKER.walk(frames ->
        frames
            .filter(frame -> !isLogging(frame.getClassName()))
            .findFirst()
            .map(StackWalker.StackFrame::toStackTraceElement)
            .orElse(null));
  }

  private boolean isLogging(String className) {
    return OWN.contains(className)
        || startsWithOne(className, LOGGING)
        || startsWithOne(className, further);
  }

  private static boolean startsWithOne(String className, List<String> prefixes) {
    for (int i = 0; i < prefixes.size(); i++) {
      if (className.startsWith(prefixes.get(i))) {
        return true;
      }
    }
    return false;
  }
}
