package dev.weft.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.PluginContract;
import dev.weft.testkit.Ports;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisSinkFactoryTest extends PluginContract {
  private final RedisSinkFactory factory = new RedisSinkFactory();

  @Override
  protected Plugin plugin() {
    return factory;
  }

  private Sink create(Map<String, ?> given) {
    return factory.create(Options.of("backlog", factory.options(), given));
  }

  @Test
  void create_withoutListAndChannel_saysWhatIsMissing() {
    assertThatThrownBy(() -> create(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("neither \"list\" nor \"channel\" is given: say where the records go");
  }

  @Test
  void create_wrongAddress_showsTheFormAndNoPassword() {
    assertThatThrownBy(() -> create(Map.of("list", "weft", "uri", "http://me:s3cret@host")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"uri\" is not an address of Redis: expected redis://")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> create(Map.of("list", "weft", "uri", "redis://me:s3c ret%@host")))
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause()
        .hasMessageNotContaining("s3c");
  }

  @Test
  void create_lengthOfNothing_isRefused() {
    assertThatThrownBy(() -> create(Map.of("channel", "weft", "max-length", 5)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"max-length\" needs \"list\"");
    assertThatThrownBy(() -> create(Map.of("list", "weft", "max-length", 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"max-length\" < 1: 0");
  }

  @Test
  void create_noTimeout_isRefused() {
    assertThatThrownBy(() -> create(Map.of("list", "weft", "timeout", "0s")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"timeout\" < 1ms: PT0S");
  }

  @Test
  void open_nobodyThere_namesAddressAndNoPassword() throws IOException {
    int port = Ports.free();
    try (Sink sink = create(Map.of("list", "weft", "uri", "redis://me:s3cret@127.0.0.1:" + port))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("redis 127.0.0.1:" + port + ": Connection refused")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void deliver_emptyBatch_needsNoRedis() throws Exception {
    try (Sink sink = create(Map.of("list", "weft", "uri", "redis://127.0.0.1:" + Ports.free()))) {
      assertThat(sink.deliver(Records.batch())).isEqualTo(Delivery.DELIVERED);
    }
  }

  @Test
  void open_peerThatNeverAnswers_endsAfterTheTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Sink sink =
            create(
                Map.of(
                    "list",
                    "weft",
                    "timeout",
                    "100ms",
                    "uri",
                    "redis://127.0.0.1:" + silent.getLocalPort()))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("redis 127.0.0.1:" + silent.getLocalPort());
    }
  }
}
