package dev.weft.daemon.filter;

import dev.weft.event.flow.Filter;
import dev.weft.event.flow.Options;
import dev.weft.testkit.FilterContract;
import java.util.List;
import java.util.Map;

class RemoveFilterTest extends FilterContract {
  @Override
  protected Filter createFilter() {
    RemoveFilterFactory factory = new RemoveFilterFactory();
    return factory.create(
        Options.of(
            "test",
            factory.options(),
            Map.of("fields", List.of("args", "context.key", "a.b", "*.$where"))));
  }
}
