package dev.weft.daemon.sink;

import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;

class FileSinkFactoryTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new FileSinkFactory();
  }
}
