package dev.weft.web.request;

/** Ends a task as failed whose answer says so, where nothing was thrown. Without a trace. */
final class FailedAnswer extends Exception {
  private static final long serialVersionUID = 1;

  FailedAnswer(int status) {
    super("answered with status " + status, null, false, false);
  }
}
