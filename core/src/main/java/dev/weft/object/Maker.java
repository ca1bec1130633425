package dev.weft.object;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line of code that makes a live object: gives an object its name where the program gives none,
 * and tells where one was made that nobody closed. Usable from any thread.
 */
final class Maker {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private static final Set<String> OWN =
      Set.of(
          Maker.class.getName(),
          LiveObject.class.getName(),
          LiveObject.Base.class.getName(),
          LiveObjectBuilder.class.getName(),
          LiveProxy.class.getName());

  private static final List<String> PASSED_OVER =
      List.of("java.lang.reflect.", "java.lang.invoke.", "jdk.internal.reflect.");

  private Maker() {}

  /** Who makes one on this thread now; null when nobody of the program's is on the stack. */
  static @Nullable StackTraceElement now() {
    return WALKER.walk(frames ->
        frames
            .filter(frame -> !isPassedOver(frame.getClassName()))
            .findFirst()
            .map(StackWalker.StackFrame::toStackTraceElement)
            .orElse(null));
  }

  /** The name of a class as a routing key has it, words separated by dots. */
  static String name(String className) {
    int hidden = className.indexOf("$$");
    String declared = hidden < 0 ? className : className.substring(0, hidden);
    return declared.replace('$', '.');
  }

  private static boolean isPassedOver(String className) {
    return OWN.contains(className) || PASSED_OVER.stream().anyMatch(className::startsWith);
  }
}
