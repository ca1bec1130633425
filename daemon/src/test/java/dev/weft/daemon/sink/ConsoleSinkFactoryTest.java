package dev.weft.daemon.sink;

import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;

class ConsoleSinkFactoryTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new ConsoleSinkFactory();
  }
}
