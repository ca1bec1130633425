package dev.weft.daemon.filter;

import dev.weft.event.flow.Filter;
import dev.weft.event.flow.Options;
import dev.weft.testkit.FilterContract;
import java.util.List;
import java.util.Map;

class RedactFilterTest extends FilterContract {
  @Override
  protected Filter createFilter() {
    RedactFilterFactory factory = new RedactFilterFactory();
    return factory.create(
        Options.of(
            "test",
            factory.options(),
            Map.of(
                "fields",
                List.of("message", "*.$where", "context.key"),
                "patterns",
                List.of("[0-9]{4}", "x+"))));
  }
}
