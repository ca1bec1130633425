package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import java.time.Clock;

/**
 * A query, compiled to a predicate on single records: what tails, filters and routes ask. What
 * needs more than one record to answer ({@code in{}}, {@code under{}}, transitions, durations,
 * stages) is refused when the query is made, never answered wrongly.
 *
 * <p>Immutable, usable from any thread. Level thresholds, exact fields and {@code logger:a.b.*}
 * cost no allocation.
 */
public final class Query {
  /** The empty query, which every record matches. */
  public static final Query ALL = parse("");

  private final String text;
  private final QueryTree tree;
  private final Condition condition;

  private Query(String text, QueryTree tree, Condition condition) {
    this.text = text;
    this.tree = tree;
    this.condition = condition;
  }

  /**
   * Makes the query of that text. Times without a zone are UTC; {@code -15m} and {@code now} are
   * seen from when a record is held against them.
   *
   * @throws QueryException where the text is no query, a value is not of its field's kind, or a
   *     single record cannot answer
   */
  public static Query parse(String text) {
    return parse(text, Clock.systemUTC());
  }

  static Query parse(String text, Clock clock) {
    Parser parser = new Parser(requireNonNull(text, "text"));
    QueryTree tree = parser.parse();
    return new Query(text, tree, new StreamCompiler(parser.faults(), clock).compile(tree));
  }

  /**
   * Whether the record matches. A record that is not well-formed JSON has no fields.
   *
   * @throws QueryException when a pattern is too deep or takes too long for one of the record's
   *     texts
   */
  public boolean matches(RawEvent event) {
    try {
      return condition.holds(event, Surroundings.NONE);
    } catch (StackOverflowError tooDeep) {
      throw QueryException.tooDeep(text);
    } catch (TextPattern.Exhausted tooLong) {
      throw QueryException.tooLong(text);
    }
  }

  /** The query's parts. */
  public QueryTree tree() {
    return tree;
  }

  /** The query as it was typed. */
  @Override
  public String toString() {
    return text;
  }
}
