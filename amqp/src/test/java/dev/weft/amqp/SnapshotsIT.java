package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SnapshotRequester;
import dev.weft.event.flow.SnapshotResponder;
import dev.weft.testkit.PythonPeer;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way back, from readers to producers. */
class SnapshotsIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String exchange = Rabbit.name("exchange");
  private final List<Set<String>> asked = new CopyOnWriteArrayList<>();
  private final RecordingIntake intake = new RecordingIntake();

  private Sink producer() throws IOException {
    Sink sink = Rabbit.sender(RABBIT.uri() + "?exchange=" + exchange);
    ((SnapshotResponder) sink).answerSnapshotRequests(asked::add);
    sink.open();
    return sink;
  }

  private Receiver reader() throws IOException {
    Receiver receiver =
        new AmqpStreamFactory()
            .follow(URI.create(RABBIT.uri()), Interest.EVERYTHING.exchange(exchange));
    receiver.start(intake);
    return receiver;
  }

  @Test
  void request_reachesAllProducersAndNoReader() throws Exception {
    try (Sink one = producer();
        Sink other = producer();
        Receiver reader = reader()) {
      ((SnapshotRequester) reader).requestSnapshots(Set.of("a"));
      ((SnapshotRequester) reader).requestSnapshots(Set.of());

      Awaitility.await().until(() -> asked.size() == 4);
      assertThat(asked).containsExactlyInAnyOrder(Set.of("a"), Set.of("a"), Set.of(), Set.of());
      one.deliver(Records.batch("{\"mark\":1}"));
      other.flush();
      assertThat(intake.awaitRecords(1)).singleElement().asString().contains("\"mark\":1");
    }
  }

  @Test
  void request_afterAnOutage_isHeardAgain() throws Exception {
    try (Sink producer = producer();
        Receiver reader = reader()) {
      ((SnapshotRequester) reader).requestSnapshots(Set.of("before"));
      Awaitility.await().until(() -> asked.contains(Set.of("before")));

      RABBIT.kill();
      Awaitility.await()
          .untilAsserted(() ->
              assertThatThrownBy(
                      () -> ((SnapshotRequester) reader).requestSnapshots(Set.of("meanwhile")))
                  .isInstanceOf(IOException.class)
                  .hasMessageStartingWith("amqp://127.0.0.1:" + RABBIT.port()));
      RABBIT.start();
      producer.open();
      ((SnapshotRequester) reader).requestSnapshots(Set.of("after"));

      Awaitility.await().until(() -> asked.contains(Set.of("after")));
    }
  }

  @Test
  void request_afterClose_isRefused() throws Exception {
    Receiver reader = reader();
    reader.close();

    assertThatThrownBy(() -> ((SnapshotRequester) reader).requestSnapshots(Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("the connection to amqp://127.0.0.1:" + RABBIT.port() + " is closed");
  }

  @Test
  void request_thatIsNone_isPassedOver() throws Exception {
    try (Sink producer = producer();
        Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      rabbit.publish(Exchange.CONTROL.name(), Routing.SNAPSHOT, "no json");
      rabbit.publish(Exchange.CONTROL.name(), Routing.SNAPSHOT, "{\"ids\":7}");
      rabbit.publish(Exchange.CONTROL.name(), Routing.SNAPSHOT, "{\"ids\":[\"a\",7]}");

      Awaitility.await().until(() -> asked.contains(Set.of("a", "7")));
      assertThat(asked).hasSize(1);
      producer.flush();
    }
  }

  @Test
  void request_fromPython_isHeard() throws Exception {
    PythonPeer.requirePika();
    try (Sink producer = producer();
        Receiver reader = reader();
        PythonPeer python =
            PythonPeer.run(
                Path.of("src/test/resources/python/ask.py"),
                Integer.toString(RABBIT.port()),
                "one",
                "two")) {
      assertThat(python.readLine()).isEqualTo("snapshot {\"ids\": [\"one\", \"two\"]}");
      Awaitility.await().until(() -> asked.contains(Set.of("one", "two")));
      producer.flush();

      ((SnapshotRequester) reader).requestSnapshots(Set.of("\u2603"));
      assertThat(python.readLine()).isEqualTo("snapshot {\"ids\":[\"\u2603\"]}");
    }
  }
}
