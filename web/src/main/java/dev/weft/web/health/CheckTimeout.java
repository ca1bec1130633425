package dev.weft.web.health;

import java.time.Duration;

/** A check took too long. Its stack trace is where the check's own thread was then. */
final class CheckTimeout extends Exception {
  private static final long serialVersionUID = 1;

  CheckTimeout(Duration limit) {
    super("timed out after " + limit.toMillis() + " ms");
  }
}
