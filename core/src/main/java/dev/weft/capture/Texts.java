package dev.weft.capture;

/** Turns objects of the application into text that is bounded, whatever their code does. */
final class Texts {
  private static final int MOST_NESTED = 3;

  // toString may log, and so come back here for the same object, forever.
  private static final ThreadLocal<int[]> NESTED = ThreadLocal.withInitial(() -> new int[1]);

  private Texts() {}

  /** The object's own words; or a remark in angle brackets on why there are none. */
  static String describe(Object value) {
    int[] nested = NESTED.get();
    if (nested[0] >= MOST_NESTED) {
      return "<" + value.getClass().getName() + ": its toString logs itself>";
    }
    nested[0]++;
    try {
      String text = value.toString();
      return text != null ? text : "<" + value.getClass().getName() + ": toString gave null>";
    } catch (Throwable broken) {
      return failed(value, broken);
    } finally {
      nested[0]--;
    }
  }

  /** What stands in place of a value whose code threw; errors of the JVM itself go on. */
  static String failed(Object value, Throwable broken) {
    if (broken instanceof VirtualMachineError fatal && !(broken instanceof StackOverflowError)) {
      throw fatal;
    }
    return "<" + value.getClass().getName() + ": threw " + broken.getClass().getName() + ">";
  }

  /** The text, or a {@link Cut} with its beginning. */
  static Object cut(String text, int most) {
    return text.length() <= most ? text : new Cut(within(text, most));
  }

  /** The text's first characters, not ending in half a surrogate pair. */
  static String within(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
