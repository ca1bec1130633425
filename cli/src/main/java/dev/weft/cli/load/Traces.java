package dev.weft.cli.load;

import dev.weft.event.Failure;
import org.jspecify.annotations.Nullable;

/** Stack traces as text. Functions only. */
final class Traces {
  private Traces() {}

  /** What failed; null for an empty text. Java's begins with it, Python's ends so. */
  static @Nullable Failure failure(String trace) {
    if (trace.isBlank()) {
      return null;
    }
    String line = trace.strip().lines().findFirst().orElse("");
    if (line.startsWith("Traceback")) {
      line =
          trace
              .strip()
              .lines()
              .skip(1)
              .dropWhile(each -> each.startsWith(" ") || each.startsWith("\t"))
              .findFirst()
              .orElse("");
    }
    int colon = line.indexOf(": ");
    return colon < 0
        ? new Failure(line, "", trace)
        : new Failure(line.substring(0, colon), line.substring(colon + 2), trace);
  }

  /** Whether the line goes on with a trace. */
  static boolean continues(String line) {
    return line.startsWith(" ")
        || line.startsWith("\t")
        || line.startsWith("Caused by: ")
        || line.startsWith("Traceback (most recent call last):");
  }
}
