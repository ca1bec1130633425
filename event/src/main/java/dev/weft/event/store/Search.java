package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A page that is asked for.
 *
 * @param selection which events
 * @param order in which order
 * @param limit how many at most, 1 to 10,000
 * @param after the event behind which the page begins, in that order; it need not be there or
 *     match; null for the first page
 */
public record Search(Selection selection, Order order, int limit, @Nullable Cursor after) {
  private static final int MOST = 10_000;

  /** The two directions of the total order. */
  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  /** Checks the limit. */
  public Search {
    requireNonNull(selection, "selection");
    requireNonNull(order, "order");
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit is 1 to " + MOST + ", not " + limit);
    }
  }
}
