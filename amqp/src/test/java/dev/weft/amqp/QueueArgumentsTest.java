package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Receiver;
import dev.weft.testkit.RecordingIntake;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueArgumentsTest {
  private final RecordingIntake intake = new RecordingIntake();

  @Test
  void start_brokerThatEndsTheConnectionOverThem_goesOnWithout() throws Exception {
    try (PickyBroker broker = new PickyBroker();
        Receiver receiver = Rabbit.source("amqp://127.0.0.1:" + broker.port(), Map.of())) {
      receiver.start(intake);

      assertThat(broker.refused()).isEqualTo(1);
      assertThat(broker.consumers()).isEqualTo(1);
    }
  }

  @Test
  void start_brokerThatIsGoneMeanwhile_saysSo() throws Exception {
    PickyBroker broker = new PickyBroker();
    int port = broker.port();
    broker.close();
    try (Receiver receiver = Rabbit.source("amqp://127.0.0.1:" + port, Map.of())) {
      assertThatThrownBy(() -> receiver.start(intake))
          .isInstanceOf(IOException.class)
          .hasMessage("amqp://127.0.0.1:" + port + ": Connection refused");
    }
  }
}
