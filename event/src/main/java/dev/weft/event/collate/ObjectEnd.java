package dev.weft.event.collate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an object ended.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param at when, by the source's clock
 * @param elapsed how long it had lived; null where it did not say
 * @param why {@code gc}, {@code abort} or {@code fail}; null for a plain close
 * @param fleeting whether it was transient: said once, and over with that
 */
public record ObjectEnd(
    Instant at, @Nullable Duration elapsed, @Nullable String why, boolean fleeting) {
  /** Checks that the time is there. */
  public ObjectEnd {
    requireNonNull(at, "at");
  }
}
