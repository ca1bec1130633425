package dev.weft.daemon.filter;

import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;

class KeepFilterFactoryTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new KeepFilterFactory();
  }
}
