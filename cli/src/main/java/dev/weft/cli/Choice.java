package dev.weft.cli;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * Which trees are wanted: those that hold an event which matches all the queries. Immutable.
 *
 * @param queries none where all trees are wanted
 * @param words what was asked for, for a person; empty, or with a blank before it
 */
record Choice(List<Query> queries, String words) {
  /**
   * The choice that the options make.
   *
   * @throws dev.weft.event.query.QueryException when the query is none
   * @throws IllegalArgumentException when a time is none
   */
  static Choice of(TreeOptions options) {
    List<Query> queries = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    if (!options.where.isEmpty()) {
      queries.add(Query.parse(options.where));
      words.append(" matching ").append(options.where);
    }
    if (!options.start.isEmpty()) {
      queries.add(TimeOption.query("--start", ">=", options.start));
      words.append(" from ").append(options.start);
    }
    if (!options.end.isEmpty()) {
      queries.add(TimeOption.query("--end", "<=", options.end));
      words.append(" until ").append(options.end);
    }
    return new Choice(List.copyOf(queries), words.toString());
  }

  boolean all() {
    return queries.isEmpty();
  }

  boolean matches(RawEvent event) {
    return queries.stream().allMatch(query -> query.matches(event));
  }
}
