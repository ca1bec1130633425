package dev.weft.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.Streams;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroMqStreamFactoryTest {
  private static final String ORDER =
      "{\"obj_id\":\"1\",\"obj\":{},\"weft\":{\"rkey\":\"shop.order\"}}";
  private static final String CART =
      "{\"obj_id\":\"2\",\"obj\":{},\"weft\":{\"rkey\":\"shop.cart\"}}";

  private final RecordingIntake intake = new RecordingIntake();

  @Test
  void follow_bringsWhatACollectorPublishes_andOnlyWhatIsAskedFor() throws Exception {
    int port = Peers.freePort();
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    Map<String, String> bind = Map.of("bind", "tcp://127.0.0.1:" + port);
    Interest orders = Interest.EVERYTHING.routingKeys(List.of("*.order", "log.#"));
    try (Receiver receiver = Streams.follow("zeromq://127.0.0.1:" + port, orders);
        Sink collector = factory.create(Options.of("live", factory.options(), bind))) {
      receiver.start(intake);
      assertThat(receiver.address()).isEqualTo("tcp://127.0.0.1:" + port);
      collector.open();
      Awaitility.await()
          .until(() -> {
            collector.deliver(Records.batch(CART, ORDER));
            return !intake.records().isEmpty();
          });
      String line = Records.logged("the last one");
      collector.deliver(Records.batch("{\"recovered\":1}", line));
      Awaitility.await().until(() -> intake.records().contains(line));
    }
    assertThat(intake.records()).containsOnly(ORDER, Records.logged("the last one"));
  }

  @Test
  void port_mayBeLeftOut() {
    try (Receiver receiver = Streams.follow("zeromq://localhost", Interest.EVERYTHING)) {
      assertThat(receiver.address()).isEqualTo("tcp://localhost:5011");
    }
  }

  @Test
  void whatZeroMqDoesNotHave_isRefused() {
    assertThatThrownBy(() -> Streams.follow("zeromq://h", Interest.EVERYTHING.exchange("other")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "\"exchange: other\": ZeroMQ has no exchanges; leave it out, or follow amqp://…, which"
                + " has them");
    assertThatThrownBy(() -> Streams.follow("zeromq://h", Interest.EVERYTHING.queue("mine")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"queue: mine\": ZeroMQ has no named queues");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zeromq://host:0 | is not of the form zeromq://host:port",
        "zeromq://host?topic=a | unknown key \"topic\"",
        "zeromq://host?high-water-mark=0 | is not between 1 and",
        "zeromq://host:5011/path | is not of the form zeromq://host:port",
      })
  void addresses_areChecked(String address, String message) {
    assertThatThrownBy(() -> Streams.follow(address, Interest.EVERYTHING))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
