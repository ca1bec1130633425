package dev.weft.event;

import static java.util.Objects.requireNonNull;

/**
 * What went wrong: an exception as the event carries it.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param type the exception's class name; empty when the event did not say
 * @param message the exception's own words; may be empty
 * @param trace the whole text with causes and frames, lines separated by {@code \n}
 */
public record Failure(String type, String message, String trace) {
  /** Checks that the texts are there. */
  public Failure {
    requireNonNull(type, "type");
    requireNonNull(message, "message");
    requireNonNull(trace, "trace");
  }
}
