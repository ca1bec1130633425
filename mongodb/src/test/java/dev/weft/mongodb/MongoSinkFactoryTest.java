package dev.weft.mongodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.PluginContract;
import dev.weft.testkit.Ports;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MongoSinkFactoryTest extends PluginContract {
  private final MongoSinkFactory factory = new MongoSinkFactory();

  @Override
  protected Plugin plugin() {
    return factory;
  }

  private Sink create(Map<String, ?> given) {
    return factory.create(Options.of("archive", factory.options(), given));
  }

  @Test
  void create_wrongAddress_showsTheFormAndNoPassword() {
    assertThatThrownBy(() -> create(Map.of("uri", "mongo://me:s3cret@host")))
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause()
        .hasMessageStartingWith("\"uri\" is not an address of MongoDB: expected mongodb://")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void create_illegalNames_saysWhy() {
    assertThatThrownBy(() -> create(Map.of("database", "we.ft")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"database: we.ft\" is no name of a database");
    assertThatThrownBy(() -> create(Map.of("collection", "system.users")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"collection: system.users\" is no name of a collection");
  }

  @Test
  void open_nobodyThere_namesAddressAndNoPassword() throws IOException {
    int port = Ports.free();
    String uri = "mongodb://me:s3cret@127.0.0.1:" + port;
    try (Sink sink = create(Map.of("uri", uri, "timeout", "200ms"))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("mongodb 127.0.0.1:" + port + ": ")
          .hasMessageNotContaining("s3cret");
    }
  }
}
