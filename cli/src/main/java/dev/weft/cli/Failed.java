package dev.weft.cli;

/** A command cannot go on; says why, how to mend it, and with which status to end. */
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Failed(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
