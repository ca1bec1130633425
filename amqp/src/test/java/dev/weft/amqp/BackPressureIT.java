package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker, a queue or a collector that takes no more. */
class BackPressureIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String exchange = Rabbit.name("exchange");
  private Rabbit rabbit;
  private String queue = "none";

  @BeforeEach
  void connect() throws Exception {
    rabbit = Rabbit.on(RABBIT.port());
    queue = rabbit.queueOf(exchange);
  }

  @AfterEach
  void disconnect() {
    RABBIT.unblockPublishers();
    rabbit.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "on"})
  void deliver_brokerShortOfMemory_saysSoAndLosesNothing(String confirm) throws Exception {
    Map<String, String> options = Map.of("exchange", exchange, "confirm", confirm, "timeout", "2s");
    try (Sink sink = Rabbit.sink(RABBIT.uri(), options)) {
      sink.open();
      RABBIT.blockPublishers();
      List<String> records = Records.numbered(0, 20);
      Batch batch = Records.batch(records);
      // Without confirms, the first may still fit the buffers on the way.
      int taken = 0;
      Delivery delivery = sink.deliver(batch);
      while (!isBlocked(delivery)) {
        taken += delivery.equals(Delivery.DELIVERED) ? 1 : 0;
        delivery = sink.deliver(batch);
      }
      assertThat(sink.deliver(Records.batch(records))).isInstanceOf(Delivery.Unavailable.class);
      sink.open();

      RABBIT.unblockPublishers();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> sink.deliver(Records.batch(records)).equals(Delivery.DELIVERED));
      sink.flush();

      List<String> expected = new ArrayList<>();
      for (int i = 0; i <= taken; i++) {
        expected.addAll(records);
      }
      assertThat(rabbit.all(queue).stream().map(Rabbit::record)).isEqualTo(expected);
    }
  }

  @Test
  void deliver_anotherBatchMeanwhile_comesBehindTheFirst() throws Exception {
    Map<String, String> options = Map.of("exchange", exchange, "confirm", "on", "timeout", "2s");
    try (Sink sink = Rabbit.sink(RABBIT.uri(), options)) {
      sink.open();
      RABBIT.blockPublishers();
      assertThat(sink.deliver(Records.batch(Records.logged(0))))
          .isInstanceOf(Delivery.Unavailable.class);
      assertThat(sink.deliver(Records.batch(Records.logged(1))))
          .isInstanceOf(Delivery.Unavailable.class);

      RABBIT.unblockPublishers();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> sink.deliver(Records.batch(Records.logged(1))).equals(Delivery.DELIVERED));

      assertThat(rabbit.all(queue).stream().map(Rabbit::record)).isEqualTo(Records.numbered(0, 2));
    }
  }

  private static boolean isBlocked(Delivery delivery) {
    return delivery instanceof Delivery.Unavailable answer
        && answer.reason().contains("takes no messages from anybody for now: it is low on memory");
  }

  @Test
  void flush_brokerShortOfMemory_saysSo() throws Exception {
    try (Sink sink = Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange))) {
      sink.flush();
      sink.open();
      sink.deliver(Records.batch(Records.logged(0)));
      sink.flush();
      RABBIT.blockPublishers();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> sink.deliver(Records.batch(Records.logged(1))) instanceof Delivery.Unavailable);

      assertThatThrownBy(sink::flush)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("it is low on memory");
    }
  }

  @Test
  void deliver_fullQueueThatRefuses_isUnavailableUntilThereIsRoom() throws Exception {
    String small = Rabbit.name("small");
    rabbit
        .channel()
        .queueDeclare(
            small, true, false, false, Map.of("x-max-length", 5, "x-overflow", "reject-publish"));
    rabbit.channel().queueBind(small, exchange, "#");
    try (Sink sink = Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange, "confirm", "on"))) {
      assertThat(sink.deliver(Records.batch(Records.numbered(0, 5)))).isEqualTo(Delivery.DELIVERED);
      Batch more = Records.batch(Records.numbered(5, 1));
      Awaitility.await().until(() -> sink.deliver(more) instanceof Delivery.Unavailable);
      assertThat(sink.deliver(more))
          .isInstanceOfSatisfying(
              Delivery.Unavailable.class,
              answer ->
                  assertThat(answer.reason())
                      .endsWith(
                          "the broker refused some of 1 messages, as a queue that is full does"));

      assertThat(rabbit.all(small)).hasSizeGreaterThanOrEqualTo(5);
      Awaitility.await().until(() -> sink.deliver(more).equals(Delivery.DELIVERED));
    }
  }

  @Test
  void source_shutIntake_leavesTheRestWithTheBroker() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    Map<String, Object> options = Map.of("queue", queue, "prefetch", 50);
    intake.block();
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), options)) {
      receiver.start(intake);
      for (String record : Records.numbered(0, 500)) {
        rabbit.publish(exchange, "test", record);
      }
      Awaitility.await().until(intake::blocking);
      Awaitility.await().until(() -> rabbit.channel().messageCount(queue) == 450);

      intake.unblock();

      assertThat(new HashSet<>(intake.awaitRecords(500))).hasSize(500);
    }
    assertThat(rabbit.channel().messageCount(queue)).isZero();
  }

  @Test
  void close_shutIntake_returnsAndLosesNothing() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    intake.block();
    Receiver receiver = Rabbit.source(RABBIT.uri(), Map.of("queue", queue));
    receiver.start(intake);
    for (String record : Records.numbered(0, 100)) {
      rabbit.publish(exchange, "test", record);
    }
    Awaitility.await().until(intake::blocking);

    Thread closer = new Thread(receiver::close, "closer");
    closer.start();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !closer.isAlive());

    Awaitility.await().until(() -> rabbit.channel().messageCount(queue) == 100);
    intake.unblock();
  }
}
