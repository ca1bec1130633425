package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SnapshotRequester;
import dev.weft.event.flow.SnapshotResponder;
import dev.weft.event.flow.Streams;
import dev.weft.testkit.PluginContract;
import dev.weft.testkit.Ports;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactoriesTest {
  @TempDir Path folder;

  @Nested
  class SinkFactoryContract extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new AmqpSinkFactory();
    }
  }

  @Nested
  class ReceiverFactoryContract extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new AmqpReceiverFactory();
    }
  }

  @Test
  void schemes_areFoundByApplicationsAndReaders() {
    assertThat(ServiceLoader.load(SenderFactory.class).stream().map(ServiceLoader.Provider::type))
        .contains(AmqpSenderFactory.class);
    try (Receiver receiver =
        Streams.follow("amqp://me:s3cret@somewhere/shop", Interest.EVERYTHING)) {
      assertThat(receiver).isInstanceOf(SnapshotRequester.class);
      assertThat(receiver.address()).isEqualTo("amqp://somewhere:5672/shop exchange lc-topic");
    }
    try (Sink sink = Rabbit.sender("amqps://somewhere?confirm=on")) {
      assertThat(sink).isInstanceOf(SnapshotResponder.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amqp://h?confrim=on|unknown key \"confrim\"; did you mean \"confirm\"?",
        "amqp://h?confirm=yes|\"confirm: yes\" is not one of on, off",
        "amqp://h?exchange=|\"exchange: \" is not a name of 1 to 127 characters",
        "amqp://h?exchange-type=direct|\"exchange-type: direct\" is not one of topic, headers, fanout",
        "amqp://h?heartbeat=2h|\"heartbeat: 2h\" is not between 1s and 1h",
        "amqp://h?timeout=0s|\"timeout: 0s\" is not between 1ms and 1h",
        "amqp://h?ca=x.pem|\"ca\" is for an address that begins with amqps://",
        "amqps://h?ca=none.pem|\"ca: none.pem\" holds no certificates in PEM form",
        "amqp://h:0|\"address\" is not an address of RabbitMQ: expected amqp://"
      })
  void sender_wrongAddress_saysWhat(String address, String message) {
    assertThatThrownBy(() -> Rabbit.sender(address))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void ca_fileWithoutCertificate_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "nothing\n");
    Map<String, String> options = Map.of("ca", file.toString());

    assertThatThrownBy(() -> Rabbit.sink("amqps://h", options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"ca: " + file + "\" holds no certificates in PEM form");
  }

  @Test
  void uri_withParametersInAFile_saysWhereTheyBelong() {
    assertThatThrownBy(() -> Rabbit.sink("amqp://me:s3cret@h?exchange=x&confirm=on", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "\"uri\" has parameters behind its question mark; write them as keys of their own:"
                + " exchange, confirm");
  }

  @Test
  void source_optionsThatContradict_areRefused() {
    assertRefused(
        Map.of("queue", "q", "bindings", "a"),
        "\"bindings\" is for a queue of its own; \"queue\" is taken as it is");
    assertRefused(
        Map.of("queue", "q", "queue-ttl", "1m"),
        "\"queue-ttl\" is for a queue of its own; \"queue\" is taken as it is");
    assertRefused(
        Map.of("arguments", Map.of("a", 1)),
        "\"arguments\" work with \"exchange-type: headers\" only");
    assertRefused(
        Map.of("arguments", "a", "exchange-type", "headers"),
        "\"arguments\" is not a mapping such as {item: 17, env: prod}");
    assertRefused(Map.of("bindings", List.of()), "\"bindings\" names no routing key");
    assertRefused(Map.of("prefetch", 0), "\"prefetch: 0\" is not between 1 and 65535");
    assertRefused(Map.of("queue-ttl", "0s"), "\"queue-ttl: 0s\" is not between 1ms and 1d");
    assertRefused(
        Map.of("max-message", "1GiB"), "\"max-message: 1GiB\" is not between 1 and 134217728");
  }

  private static void assertRefused(Map<String, ?> options, String message) {
    assertThatThrownBy(() -> Rabbit.source("amqp://h", options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void open_nobodyThere_namesAddressAndNoPassword() throws IOException {
    int port = Ports.free();
    try (Sink sink = Rabbit.sink("amqp://me:s3cret@127.0.0.1:" + port, Map.of())) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessage("amqp://127.0.0.1:" + port + ": Connection refused");
    }
  }

  @Test
  void open_peerThatNeverAnswers_endsAfterTheTimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Sink sink =
            Rabbit.sink("amqp://127.0.0.1:" + silent.getLocalPort(), Map.of("timeout", "100ms"))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("amqp://127.0.0.1:" + silent.getLocalPort());
    }
  }

  @Test
  void deliver_emptyBatchOrClosed_needsNoBroker() throws Exception {
    Sink sink = Rabbit.sink("amqp://127.0.0.1:" + Ports.free(), Map.of());
    assertThat(sink.deliver(Records.batch())).isEqualTo(Delivery.DELIVERED);

    sink.close();
    sink.close();

    assertThat(sink.deliver(Records.batch(Records.logged(0))))
        .isInstanceOf(Delivery.Unavailable.class);
    assertThatThrownBy(sink::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void deliver_interruptedBefore_endsAtOnce() throws Exception {
    try (Sink sink = Rabbit.sink("amqp://127.0.0.1:" + Ports.free(), Map.of())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> sink.deliver(Records.batch(Records.logged(0))))
          .isInstanceOf(InterruptedException.class);
      Thread.currentThread().interrupt();
      assertThatThrownBy(sink::open).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
