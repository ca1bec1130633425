package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.GetResponse;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Conservation;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import dev.weft.testkit.TcpRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that break, hang and come back, and brokers that do. */
class OutagesIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int BATCH = 20;

  private final String exchange = Rabbit.name("exchange");
  private final RecordingIntake intake = new RecordingIntake();
  private final FlowMetrics metrics = new FlowMetrics("sink");

  private static String uri(TcpRelay relay) {
    return "amqp://127.0.0.1:" + relay.port();
  }

  @Test
  void source_ownQueue_isThereAgainAfterTheConnectionBroke() throws Exception {
    try (TcpRelay relay = TcpRelay.to(RABBIT.port());
        Receiver receiver = Rabbit.source(uri(relay), Map.of("exchange", exchange));
        Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      receiver.start(intake);
      rabbit.publish(exchange, "a", "{\"mark\":1}");
      intake.awaitRecords(1);

      relay.cut();
      relay.restore();

      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> {
            rabbit.publish(exchange, "a", "{\"mark\":2}");
            return intake.records().size() > 1;
          });
    }
  }

  @Test
  void source_namedQueue_losesNothingWhenConnectionsBreak() throws Exception {
    try (TcpRelay relay = TcpRelay.to(RABBIT.port());
        Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      String queue = rabbit.queueOf(exchange);
      try (Receiver receiver = Rabbit.source(uri(relay), Map.of("queue", queue))) {
        receiver.start(intake);
        for (int part = 0; part < 4; part++) {
          for (String record : Records.numbered(part * 500, 500)) {
            rabbit.publish(exchange, "a", record);
          }
          relay.cut();
          relay.restore();
        }
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> new HashSet<>(intake.records()).size() == 2_000);
        Awaitility.await().atMost(PATIENCE).until(() -> unacknowledged(queue).equals("0"));
      }
    }
    assertThat(intake.rejected()).isEmpty();
  }

  private static String unacknowledged(String queue) {
    return RABBIT
        .control("list_queues", "name", "messages_unacknowledged")
        .lines()
        .filter(line -> line.startsWith(queue + "\t"))
        .map(line -> line.replaceAll(".*\t", ""))
        .findFirst()
        .orElse("?");
  }

  @Test
  void source_silentBroker_isLeftAfterTwoHeartbeats() throws Exception {
    try (TcpRelay relay = TcpRelay.to(RABBIT.port());
        Rabbit rabbit = Rabbit.on(RABBIT.port());
        Receiver receiver =
            Rabbit.source(
                uri(relay), Map.of("exchange", exchange, "heartbeat", "1s", "timeout", "2s"))) {
      receiver.start(intake);
      relay.hang();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() ->
              RABBIT
                  .control("list_queues", "name", "consumers")
                  .lines()
                  .noneMatch(line -> line.startsWith("amq.gen")));
      relay.resume();

      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> {
            rabbit.publish(exchange, "a", "{\"mark\":2}");
            return !intake.records().isEmpty();
          });
    }
  }

  @Test
  void source_queueThatIsDeleted_isAwaited() throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      String queue = rabbit.queueOf(exchange);
      try (Receiver receiver = Rabbit.source(RABBIT.uri(), Map.of("queue", queue))) {
        receiver.start(intake);
        rabbit.channel().queueDelete(queue);
        rabbit.channel().queueDeclare(queue, true, false, false, Map.of());
        rabbit.publish("", queue, "{\"mark\":1}");

        assertThat(intake.awaitRecords(1)).hasSize(1);
      }
    }
  }

  @Test
  void close_whileTheBrokerIsAway_isPrompt() throws Exception {
    try (TcpRelay relay = TcpRelay.to(RABBIT.port())) {
      Receiver receiver = Rabbit.source(uri(relay), Map.of("exchange", exchange));
      receiver.start(intake);
      relay.hang();
      relay.cut();
      relay.restore();
      Thread closer = new Thread(receiver::close, "closer");
      closer.start();

      Awaitility.await("the end of close()")
          .atMost(Duration.ofSeconds(20))
          .until(() -> !closer.isAlive());
    }
  }

  @Test
  void sink_brokenConnection_isLeftAndMadeAnew() throws Exception {
    try (TcpRelay relay = TcpRelay.to(RABBIT.port());
        Rabbit rabbit = Rabbit.on(RABBIT.port());
        Sink sink = Rabbit.sink(uri(relay), Map.of("exchange", exchange))) {
      String queue = rabbit.queueOf(exchange);
      sink.open();
      relay.cut();
      Awaitility.await().atMost(PATIENCE).until(() -> !deliver(sink, 0));
      relay.restore();
      Awaitility.await().atMost(PATIENCE).until(() -> deliver(sink, 1));
      sink.flush();

      assertThat(rabbit.all(queue).stream().map(Rabbit::record)).contains(Records.logged(BATCH));
    }
  }

  @Test
  void sink_hangingConnection_isLeftAfterTwoHeartbeats() throws Exception {
    Map<String, String> options =
        Map.of("exchange", exchange, "timeout", "2s", "confirm", "on", "heartbeat", "2s");
    try (TcpRelay relay = TcpRelay.to(RABBIT.port());
        Sink sink = Rabbit.sink(uri(relay), options)) {
      sink.open();
      relay.hang();
      String slow =
          "amqp://127.0.0.1:"
              + relay.port()
              + " did not answer within 2000 ms: 20 of 20 records are sent";
      assertThat(reason(sink)).isEqualTo(slow);
      Awaitility.await("the end of the connection")
          .atMost(PATIENCE)
          .until(() -> !reason(sink).equals(slow));
      relay.resume();
      Awaitility.await().atMost(PATIENCE).until(() -> deliver(sink, 0));
    }
  }

  private static String reason(Sink sink) throws InterruptedException {
    try {
      return sink.deliver(batch(0)) instanceof Delivery.Unavailable answer
          ? answer.reason()
          : "delivered";
    } catch (IOException away) {
      return String.valueOf(away.getMessage());
    }
  }

  private static Batch batch(int number) {
    return Records.batch(Records.numbered(number * BATCH, BATCH));
  }

  private static boolean deliver(Sink sink, int number) throws InterruptedException {
    try {
      return sink.deliver(batch(number)).equals(Delivery.DELIVERED);
    } catch (IOException away) {
      return false;
    }
  }

  @Test
  void sinkWithoutConfirms_brokerKilledUnderLoad_countsAllAndArrivesInOrder() throws Exception {
    Set<String> arrived = new HashSet<>();
    String queue;
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      queue = rabbit.queueOf(exchange);
    }
    try (Sink sink = Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange))) {
      for (int number = 0; number < 150; number++) {
        if (number == 50) {
          arrived.addAll(stored(queue));
          RABBIT.kill();
        } else if (number == 51) {
          RABBIT.start();
        }
        metrics.accepted(BATCH);
        int given = number;
        if (number == 50) {
          // Into a connection that has just died: whatever the answer, it comes in time.
          if (!deliver(sink, given)) {
            metrics.dropped(BATCH, "away");
            continue;
          }
        } else {
          Awaitility.await().atMost(PATIENCE).until(() -> deliver(sink, given));
        }
        metrics.delivered(BATCH);
      }
      sink.flush();
    }
    arrived.addAll(stored(queue));

    FlowMetrics.Count count = metrics.count();
    assertThat(count.accepted()).isEqualTo(150 * BATCH);
    assertThat(arrived.size()).isBetween(148 * BATCH, (int) count.delivered());
    Conservation.assertHolds(count);
  }

  private static List<String> stored(String queue) throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      List<String> records = new ArrayList<>();
      for (GetResponse message : rabbit.all(queue)) {
        records.add(Rabbit.record(message));
      }
      return records;
    }
  }
}
