package dev.weft.daemon.source;

import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;

class StdinReceiverFactoryTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new StdinReceiverFactory();
  }
}
