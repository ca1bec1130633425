package dev.weft.event.control;

/** The engine cannot be reached, or refused. The message says which, where, and why. */
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Because of that. */
  public ControlException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Without a cause. */
  public ControlException(String message) {
    super(message);
  }
}
