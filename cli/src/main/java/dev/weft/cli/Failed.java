package dev.weft.cli;

/** A command cannot go on; says why, how to mend it, and with which status to end. */
public final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** Ends the command with that status, saying why. */
  public Failed(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
