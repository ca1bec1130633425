package dev.weft.daemon.filter;

import dev.weft.event.flow.Filter;
import dev.weft.event.flow.Options;
import dev.weft.testkit.FilterContract;
import java.util.Map;

class DropFilterTest extends FilterContract {
  @Override
  protected Filter createFilter() {
    DropFilterFactory factory = new DropFilterFactory();
    return factory.create(
        Options.of("test", factory.options(), Map.of("query", "message:\"event 3\"")));
  }
}
