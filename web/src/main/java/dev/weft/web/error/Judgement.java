package dev.weft.web.error;

import dev.weft.web.view.HttpError;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means to the client and to those who run the application.
 *
 * @param message for the client
 * @param level of the log line
 * @param answer whether it was thrown to answer, and is no fault: then no trace is shown to anybody
 */
record Judgement(int status, String message, Level level, boolean answer) {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FAULT = 500;
  private static final int MOST_CAUSES = 20;
  private static final Set<String> CLIENT_GONE =
      Set.of("EofException", "ClientAbortException", "AsyncRequestNotUsableException");
  // What Jetty throws when a query or a form cannot be read.
  private static final String BAD_MESSAGE = "BadMessageException";

  /** Of what was thrown. */
  static Judgement of(Throwable failure) {
    if (failure instanceof HttpError error) {
      return of(error);
    }
    if (clientGone(failure)) {
      return new Judgement(FAULT, text(failure), Level.INFO, false);
    }
    SQLException refusal = dataRefused(failure);
    if (refusal != null) {
      return new Judgement(BAD_REQUEST, text(refusal), Level.ERROR, false);
    }
    return failure.getClass().getSimpleName().equals(BAD_MESSAGE)
        ? new Judgement(BAD_REQUEST, text(failure), Level.WARNING, true)
        : new Judgement(FAULT, text(failure), Level.ERROR, false);
  }

  private static Judgement of(HttpError error) {
    String detail = String.valueOf(error.getMessage());
    String message = detail.isEmpty() ? Explanations.text(error.status()) : detail;
    return new Judgement(error.status(), message, level(error.status()), true);
  }

  private static Level level(int status) {
    return switch (status) {
      case UNAUTHORIZED -> Level.DEBUG;
      case FAULT -> Level.ERROR;
      default -> Level.WARNING;
    };
  }

  static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static boolean clientGone(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      if (CLIENT_GONE.contains(cause.getClass().getSimpleName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The database's own refusal of the data: of SQLState class 22 or 23, the innermost, whose text
   * has no SQL; null where nothing of the kind is to blame.
   */
  private static @Nullable SQLException dataRefused(Throwable failure) {
    SQLException found = null;
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof SQLException refusal && isOfData(refusal.getSQLState())) {
        found = refusal;
      }
      cause = next(cause);
    }
    return found;
  }

  private static @Nullable Throwable next(Throwable failure) {
    Throwable cause = failure.getCause();
    // A failed batch has what the database said there only.
    return cause == null && failure instanceof SQLException sql ? sql.getNextException() : cause;
  }

  private static boolean isOfData(@Nullable String state) {
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }
}
