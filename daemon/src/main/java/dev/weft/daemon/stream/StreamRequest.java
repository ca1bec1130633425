package dev.weft.daemon.stream;

import static java.util.Objects.requireNonNull;

import dev.weft.event.query.SearchQuery;
import java.util.List;
import java.util.OptionalLong;

/**
 * What somebody wants to follow.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param query which events; an event alone must tell whether it matches
 * @param mode how much of them
 * @param max in {@link Mode#WINDOW}, rows a second at most; 1 to 5,000
 * @param after the arrival number behind which to begin; empty for what arrives from now on
 * @param pins roots of trees whose events count as errors do when rows have to be left out
 */
public record StreamRequest(
    SearchQuery query, Mode mode, int max, OptionalLong after, List<String> pins) {
  /** Rows a second when nothing is said. */
  public static final int STANDARD_MAX = 400;

  private static final int MOST = 5_000;

  /** How much of what matches is sent. */
  public enum Mode {
    /** Some rows a second, errors first, and what was left out as numbers. For people. */
    WINDOW,
    /** Every row; a reader that is too slow is told what it missed. For programs. */
    FULL,
    /** Numbers alone. */
    COUNTS
  }

  /** Checks the query and the range. */
  public StreamRequest {
    requireNonNull(mode, "mode");
    requireNonNull(after, "after");
    pins = List.copyOf(pins);
    if (max < 1 || max > MOST) {
      throw new IllegalArgumentException("max is 1 to " + MOST + ", not " + max);
    }
    if (!query.alone() || !query.inner().isEmpty()) {
      throw new IllegalArgumentException(
          "a stream looks at each event by itself, and this query asks what is around it: \""
              + query
              + "\"; search for it, or follow without in{…}, under{…} and what belongs to tasks");
    }
  }

  boolean pinned(String place) {
    for (String root : pins) {
      if (place.startsWith(root)) {
        return true;
      }
    }
    return false;
  }
}
