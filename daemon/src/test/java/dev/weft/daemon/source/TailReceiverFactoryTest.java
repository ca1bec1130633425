package dev.weft.daemon.source;

import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;

class TailReceiverFactoryTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new TailReceiverFactory();
  }
}
