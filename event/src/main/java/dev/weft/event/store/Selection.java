package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.query.SearchQuery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant: a query, within a time. Stages of the query are not applied by it.
 *
 * @param query what they are like
 * @param from the earliest time, included; null for all
 * @param to the latest time, not included; null for all
 */
public record Selection(SearchQuery query, @Nullable Instant from, @Nullable Instant to) {
  /** Checks that the query is there. */
  public Selection {
    requireNonNull(query, "query");
  }
}
