package dev.weft.web.request;

/** Ends a task as failed whose answer says so, without the trace, which the log has. */
final class FailedAnswer extends Exception {
  private static final long serialVersionUID = 1;

  FailedAnswer(int status, String why) {
    super("answered with status " + status + ": " + why, null, false, false);
  }
}
