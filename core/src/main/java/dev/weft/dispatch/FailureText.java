package dev.weft.dispatch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exception out as the JDK would print it, with causes and suppressed ones, whatever its
 * own methods do: throw, return null, go round in a circle. Bounded: 200 frames an exception, 32
 * exceptions, 32 Ki characters; what is left out is said.
 *
 * <p>Used by one thread at a time.
 */
public final class FailureText {
  private static final int MOST_FRAMES = 200;
  private static final int MOST_THROWABLES = 32;
  private static final int MOST_CHARACTERS = 32 * 1024;
  private static final int LONGEST_WORDS = 4096;
  private static final StackTraceElement[] NO_FRAMES = {};

  private final UnaryOperator<String> redaction;
  private final StringBuilder out = new StringBuilder();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Texts go through {@code redaction} before they are returned. */
  public FailureText(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** The whole text, lines separated by line feeds, without one at the end. */
  public String trace(Throwable failure) {
    out.setLength(0);
    seen.clear();
    write(failure, NO_FRAMES, "", "");
    seen.clear();
    if (out.length() > MOST_CHARACTERS) {
      out.setLength(MOST_CHARACTERS);
      out.append("\n... cut at ").append(MOST_CHARACTERS).append(" characters\n");
    }
    String text = out.substring(0, out.length() - 1);
    if (out.capacity() > 4 * MOST_CHARACTERS) {
      out.setLength(0);
      out.trimToSize();
    }
    return redaction.apply(text);
  }

  /** The exception's first line, and where its trace stands. */
  String reference(Throwable failure, String task) {
    return redaction.apply(words(failure)) + "\n\t[trace in the end of " + task + ']';
  }

  /** The exception's own words; empty when it has none. */
  String message(Throwable failure) {
    try {
      String message = failure.getMessage();
      return message == null ? "" : redaction.apply(cut(message));
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      return "<getMessage threw " + thrown.getClass().getName() + ">";
    }
  }

  private void write(
      Throwable failure, StackTraceElement[] outer, String indent, String introduction) {
    if (out.length() > MOST_CHARACTERS) {
      return;
    }
    out.append(indent).append(introduction);
    if (!seen.add(failure)) {
      out.append("[seen above: ").append(words(failure)).append("]\n");
      return;
    }
    out.append(words(failure)).append('\n');
    if (seen.size() > MOST_THROWABLES) {
      out.append(indent).append("\t... more exceptions left out\n");
      return;
    }
    StackTraceElement[] frames = frames(failure);
    writeFrames(frames, outer, indent);
    for (Throwable suppressed : failure.getSuppressed()) {
      write(suppressed, frames, indent + '\t', "Suppressed: ");
    }
    Throwable cause = cause(failure);
    if (cause != null) {
      write(cause, frames, indent, "Caused by: ");
    }
  }

  private void writeFrames(StackTraceElement[] frames, StackTraceElement[] outer, String indent) {
    int own = frames.length - common(frames, outer);
    int shown = Math.min(own, MOST_FRAMES);
    for (int i = 0; i < shown && out.length() <= MOST_CHARACTERS; i++) {
      out.append(indent).append("\tat ").append(frames[i]).append('\n');
    }
    if (shown < frames.length) {
      out.append(indent).append("\t... ").append(frames.length - shown).append(" more\n");
    }
  }

  // The frames at the end that the exception around this one has shown already.
  private static int common(StackTraceElement[] frames, StackTraceElement[] outer) {
    int same = 0;
    while (same < frames.length
        && same < outer.length
        && frames[frames.length - 1 - same].equals(outer[outer.length - 1 - same])) {
      same++;
    }
    return same;
  }

  private static String words(Throwable failure) {
    try {
      return cut(String.valueOf(failure.toString()));
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      return failure.getClass().getName()
          + ": <toString threw "
          + thrown.getClass().getName()
          + '>';
    }
  }

  private static StackTraceElement[] frames(Throwable failure) {
    try {
      StackTraceElement[] frames = failure.getStackTrace();
      return frames == null ? NO_FRAMES : frames;
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      return NO_FRAMES;
    }
  }

  private static @Nullable Throwable cause(Throwable failure) {
    try {
      return failure.getCause();
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      return null;
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_WORDS
        ? text
        : text.substring(0, LONGEST_WORDS) + "... (" + text.length() + " characters)";
  }
}
