package dev.weft.examples.plugin;

import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;

class SampleFilterFactoryTest extends PluginContract {
  @Override
  protected Plugin plugin() {
    return new SampleFilterFactory();
  }
}
