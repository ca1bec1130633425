package dev.weft.bridge;

import dev.weft.capture.Capture;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception in the program's own log where texts are masked: its words without the
 * secret, its frames and its causes. Made by one thread, unchanged afterwards.
 */
final class MaskedFailure extends Exception {
  private static final long serialVersionUID = 1;

  // A chain may be endless; nobody reads further.
  private static final int MOST_CAUSES = 16;

  private final String words;

  private MaskedFailure(String words, StackTraceElement[] frames, @Nullable Throwable cause) {
    super(words, cause);
    this.words = words;
    setStackTrace(frames);
  }

  /** The exception itself where nothing is masked. */
  static @Nullable Throwable of(@Nullable Throwable failure, Capture capture) {
    return failure == null || !capture.redactsText() ? failure : masked(failure, capture, 0);
  }

  private static MaskedFailure masked(Throwable failure, Capture capture, int depth) {
    Throwable cause = depth < MOST_CAUSES ? failure.getCause() : null;
    return new MaskedFailure(
        String.valueOf(capture.value((Object) failure)),
        failure.getStackTrace(),
        cause == null ? null : masked(cause, capture, depth + 1));
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** The words of the exception it stands for, which begin with that one's class. */
  @Override
  @SuppressWarnings("OverrideThrowableToString") // else it would begin with this class
  public String toString() {
    return words;
  }
}
