package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * A query as a search asks it: the whole language, evaluated with what is known around each event.
 * Relative times are fixed when it is made.
 *
 * <p>Immutable, usable from any thread.
 */
public final class SearchQuery {
  private final String text;
  private final Query query;

  private SearchQuery(String text, Query query) {
    this.text = text;
    this.query = query;
  }

  /**
   * Makes the query of that text.
   *
   * @param zone of times that name none
   * @throws QueryException where the text is no query
   */
  public static SearchQuery parse(String text, Clock clock, ZoneId zone) {
    requireNonNull(zone, "zone");
    return new SearchQuery(text, Query.parse(text, clock));
  }

  /** Whether the event matches. */
  public boolean matches(RawEvent event, Surroundings around) {
    requireNonNull(around, "around");
    return query.matches(event);
  }

  /** Whether an event alone tells if it matches: {@link Surroundings#NONE} will do. */
  public boolean alone() {
    return true;
  }

  /**
   * The conditions of {@code in{}} and {@code under{}}, numbered as {@link Surroundings} is asked.
   */
  public List<SearchQuery> inner() {
    return List.of();
  }

  /** The query's parts. */
  public QueryTree tree() {
    return query.tree();
  }

  /** The query as it was typed. */
  @Override
  public String toString() {
    return text;
  }
}
