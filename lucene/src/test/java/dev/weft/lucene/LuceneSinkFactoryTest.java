package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import dev.weft.testkit.PluginContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LuceneSinkFactoryTest extends PluginContract {
  private final LuceneSinkFactory factory = new LuceneSinkFactory();

  @Override
  protected Plugin plugin() {
    return factory;
  }

  private void create(String key, String value) {
    factory.create(Options.of("store", factory.options(), Map.of(key, value)));
  }

  @Test
  void create_defaults_areMade() {
    assertThat(factory.create(Options.of("store", factory.options(), Map.of())).store().state())
        .isNotNull();
  }

  @Test
  void create_valuesOutOfRange_sayWhatIsPermitted() {
    assertThatThrownBy(() -> create("keep-for", "10s"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"keep-for\" is less than 1m: 10s");
    assertThatThrownBy(() -> create("keep-size", "1MiB"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"keep-size\" is less than 64MiB: 1MiB");
    assertThatThrownBy(() -> create("memory", "2GiB"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"memory\" is not from 4MiB to 1GiB: 2GiB");
  }
}
