package dev.weft.mirror;

import org.jspecify.annotations.Nullable;

/** An object's values that do not fit the record they were asked as: which, and why. */
public final class ViewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ViewException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  ViewException(String message) {
    super(message);
  }
}
