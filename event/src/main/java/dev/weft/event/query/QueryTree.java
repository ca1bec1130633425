package dev.weft.event.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as its parts: what {@link Query} evaluates on a stream, and what a store compiles to its
 * own form. {@link #toString} gives a text that parses to the same tree.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param where the condition; null for the empty query, which everything matches
 * @param stages what to do with the matches, in order
 */
public record QueryTree(@Nullable Expression where, List<Stage> stages) {
  /** The names a stage can have. */
  public static final List<String> STAGES =
      List.of(
          "count",
          "top",
          "hist",
          "stats",
          "fields",
          "sort",
          "limit",
          "trees",
          "objects",
          "errors",
          "patterns");

  /** Copies the stages. */
  public QueryTree {
    stages = List.copyOf(stages);
  }

  /**
   * Reads the text.
   *
   * @throws QueryException where it is not a query
   */
  public static QueryTree parse(String text) {
    return new Parser(text).parse();
  }

  /** A text that parses to this tree. */
  @Override
  public String toString() {
    return Printer.print(this);
  }
}
