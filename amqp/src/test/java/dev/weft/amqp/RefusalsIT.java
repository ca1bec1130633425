package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Ports;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brokers that are not there, or not for us. */
class RefusalsIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String exchange = Rabbit.name("exchange");
  private final RecordingIntake intake = new RecordingIntake();
  private Rabbit rabbit;

  @BeforeEach
  void connect() throws Exception {
    rabbit = Rabbit.on(RABBIT.port());
  }

  @AfterEach
  void disconnect() {
    rabbit.close();
  }

  @Test
  void start_nobodyThere_namesAddressAndNoPassword() throws Exception {
    int port = Ports.free();
    try (Receiver receiver =
        new AmqpStreamFactory()
            .follow(URI.create("amqp://me:s3cret@127.0.0.1:" + port), Interest.EVERYTHING)) {
      assertThatThrownBy(() -> receiver.start(intake))
          .isInstanceOf(IOException.class)
          .hasMessage("amqp://127.0.0.1:" + port + ": Connection refused");
    }
  }

  @Test
  void bothEnds_wrongPasswordOrVirtualHost_sayWhat() throws Exception {
    String at = "127.0.0.1:" + RABBIT.port();
    try (Sink sink = Rabbit.sender("amqp://me:s3cret@" + at)) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("amqp://" + at + ": ACCESS_REFUSED - Login was refused")
          .hasMessageNotContaining("s3cret");
    }
    try (Sink sink = Rabbit.sender("amqp://" + at + "/nowhere")) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessage("amqp://" + at + "/nowhere: NOT_ALLOWED - vhost nowhere not found");
    }
  }

  @Test
  void sink_whoMayNotPublish_isToldWithoutConfirmsToo() throws Exception {
    RABBIT.control("add_user", "reader", "reader");
    RABBIT.control("set_permissions", "reader", "", "", ".*");
    rabbit.channel().exchangeDeclare(exchange, "topic", true);
    try (Sink sink =
        Rabbit.sender(RABBIT.uri().replace("//", "//reader:reader@") + "?exchange=" + exchange)) {
      sink.open();
      assertThatThrownBy(() -> sink.deliver(Records.batch(Records.logged(1))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ACCESS_REFUSED");
    } finally {
      RABBIT.control("delete_user", "reader");
    }
  }
}
