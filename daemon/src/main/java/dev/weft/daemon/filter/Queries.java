package dev.weft.daemon.filter;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.query.Query;
import dev.weft.event.query.QueryException;

/** The one option of the filters that ask a query. */
final class Queries {
  static final Option QUERY =
      Option.required("query", Option.Kind.QUERY, "which records, such as level:>=warn");

  private Queries() {}

  static Query of(Options options) {
    try {
      return Query.parse(options.text("query"));
    } catch (QueryException wrong) {
      throw new ConfigurationException("query", String.valueOf(wrong.getMessage()));
    }
  }
}
