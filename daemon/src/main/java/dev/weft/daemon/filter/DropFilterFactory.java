package dev.weft.daemon.filter;

import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.query.Query;
import java.util.List;

/** Makes filters that end the way of the records that match a query. */
public final class DropFilterFactory implements FilterFactory {
  /** For the service loader. */
  public DropFilterFactory() {}

  @Override
  public String type() {
    return "drop";
  }

  @Override
  public String summary() {
    return "ends the way of the records that match";
  }

  @Override
  public List<Option> options() {
    return List.of(Queries.QUERY);
  }

  @Override
  public Filter create(Options options) {
    Query query = Queries.of(options);
    return event -> !query.matches(event);
  }
}
