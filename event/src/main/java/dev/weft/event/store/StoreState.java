package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a store is.
 *
 * @param events how many it keeps
 * @param bytes how much they take on disk
 * @param arrivals how many it ever took in: the arrival number of the newest
 * @param duplicates how many it refused since it was opened because it had them
 * @param behind how many events it keeps that questions do not find yet, but for pages of the
 *     newest; 0 as long as these are few enough for a question to wait for them
 * @param oldest the earliest event; null when it is empty
 * @param newest the latest event; null when it is empty
 * @param expiredTo events before this time, in microseconds since 1970, may have been removed by
 *     retention; {@link Long#MIN_VALUE} when none were
 * @param expiry the rule of retention, for a person, such as {@code 14 days or 20 GiB}; null
 *     without one
 * @param trouble what keeps it from taking events in now, with the cure, such as a full disk; null
 *     when nothing does
 */
public record StoreState(
    long events,
    long bytes,
    long arrivals,
    long duplicates,
    long behind,
    @Nullable Cursor oldest,
    @Nullable Cursor newest,
    long expiredTo,
    @Nullable String expiry,
    @Nullable String trouble) {

  /** The state of a store that never took anything in. */
  public static StoreState empty() {
    return new StoreState(0, 0, 0, 0, 0, null, null, Long.MIN_VALUE, null, null);
  }

  /** The same with another trouble. */
  public StoreState with(String newTrouble) {
    return new StoreState(
        events,
        bytes,
        arrivals,
        duplicates,
        behind,
        oldest,
        newest,
        expiredTo,
        expiry,
        requireNonNull(newTrouble, "newTrouble"));
  }
}
