package dev.weft.daemon.filter;

import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.query.Query;
import java.util.List;

/** Makes filters that let pass only the records that match a query. */
public final class KeepFilterFactory implements FilterFactory {
  /** For the service loader. */
  public KeepFilterFactory() {}

  @Override
  public String type() {
    return "keep";
  }

  @Override
  public String summary() {
    return "lets only the records pass that match";
  }

  @Override
  public List<Option> options() {
    return List.of(Queries.QUERY);
  }

  @Override
  public Filter create(Options options) {
    Query query = Queries.of(options);
    return query::matches;
  }
}
