package dev.weft.daemon.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong in a configuration file.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param place where
 * @param message what, and how to mend it
 */
public record Problem(Place place, String message) {
  /** Checks that both are there. */
  public Problem {
    requireNonNull(place, "place");
    requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
