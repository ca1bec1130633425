package dev.weft.daemon.filter;

import dev.weft.event.flow.Filter;
import dev.weft.event.flow.Options;
import dev.weft.testkit.FilterContract;
import java.util.Map;

class AddFilterTest extends FilterContract {
  @Override
  protected Filter createFilter() {
    AddFilterFactory factory = new AddFilterFactory();
    return factory.create(
        Options.of("test", factory.options(), Map.of("env", "prod", "context.n", 1, "twice", 3)));
  }
}
