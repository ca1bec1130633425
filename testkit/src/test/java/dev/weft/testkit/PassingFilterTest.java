package dev.weft.testkit;

import dev.weft.event.flow.Filter;

class PassingFilterTest extends FilterContract {
  @Override
  protected Filter createFilter() {
    return event -> event.bytes()[event.start() + 1] != '}';
  }
}
