package dev.weft.event.display;

import dev.weft.event.store.StoreState;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What retention has removed, and what is not to be found yet, to tell both from what never was, as
 * far as that can be told.
 *
 * @param before events before this time may be gone, in microseconds since 1970
 * @param rule for a person; null without one
 * @param behind how many events are not to be found yet
 */
record Expiry(long before, @Nullable String rule, long behind) {
  static Expiry of(StoreState state) {
    return new Expiry(state.expiredTo(), state.expiry(), state.behind());
  }

  /** Whether anything is gone. */
  boolean any() {
    return before != Long.MIN_VALUE;
  }

  /** That something is not there, perhaps not yet, perhaps because it is gone. */
  Refusal missing(String problem) {
    if (behind > 0) {
      return Refusal.notYet(
          problem
              + " is indexed yet; "
              + behind
              + " events still wait for that, so ask again in a moment");
    }
    if (!any()) {
      return Refusal.notFound(problem + " was received", null);
    }
    return Refusal.expired(
        problem
            + " is kept; events before "
            + Times.written(before, ZoneOffset.UTC)
            + " were removed by retention"
            + (rule == null ? "" : " (" + rule + ")"));
  }
}
