package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception's trace, read: of the JVM, with its causes, or of Python, with the exceptions that
 * it was raised from.
 *
 * <p>Any text is read, as far as it is one; nothing is ever thrown. Of a text of more than 512 Ki
 * characters both ends are read; at most 50 exceptions and 1,000 frames of each are kept.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param thrown the outermost first, then what caused it; empty when the text is no trace
 */
public record ExceptionText(List<Thrown> thrown) {
  private static final int LONGEST = 1 << 19;
  private static final int LONGEST_TYPE = 200;

  /** Copies the list. */
  public ExceptionText {
    thrown = List.copyOf(thrown);
  }

  /**
   * One exception.
   *
   * @param type its class, with its package where the text has it
   * @param message may be empty
   * @param frames where it was thrown first, then who called that
   */
  public record Thrown(String type, String message, List<Frame> frames) {
    /** Copies the frames. */
    public Thrown {
      requireNonNull(type, "type");
      requireNonNull(message, "message");
      frames = List.copyOf(frames);
    }
  }

  /**
   * One call.
   *
   * @param text as the trace has it, without {@code at}
   * @param own whether it is the program's own code and not that of a library or the platform
   */
  public record Frame(String text, boolean own) {
    /** Checks that the text is there. */
    public Frame {
      requireNonNull(text, "text");
    }
  }

  /** Reads a trace; line feeds may be written as the two characters backslash and n. */
  public static ExceptionText parse(String text) {
    String bounded =
        text.length() <= LONGEST
            ? text
            : text.substring(0, LONGEST / 2) + '\n' + text.substring(text.length() - LONGEST / 2);
    List<String> lines = FreeText.lines(bounded.replace("\\r\\n", "\n")).lines().toList();
    return new ExceptionText(
        PythonTrace.isOne(lines) ? PythonTrace.parse(lines) : JavaTrace.parse(lines));
  }

  /** The outermost exception's class, or how the text begins; null without a text. */
  static @Nullable String typeOf(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    List<Thrown> thrown = parse(text).thrown();
    if (!thrown.isEmpty()) {
      return thrown.get(0).type();
    }
    String first = FreeText.lines(text).strip().lines().findFirst().orElse("");
    return first.length() > LONGEST_TYPE ? first.substring(0, LONGEST_TYPE) : first;
  }
}
