package dev.weft.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import dev.weft.testkit.SinkContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

/** With a message for each record; {@link ZeroMqBatchSenderTest} takes the same with batches. */
class ZeroMqSenderTest extends SinkContract {
  private final RecordingIntake intake = new RecordingIntake();
  private Receiver receiver;
  private String bound;

  @BeforeEach
  void startReceiver() throws Exception {
    receiver = Peers.receiver(Map.of("bind", Peers.ANY_PORT, "high-water-mark", 10));
    receiver.start(intake);
    bound = receiver.address();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  String parameters() {
    return "?batch=off";
  }

  @Override
  protected Sink createSink() {
    return new ZeroMqSenderFactory()
        .create(URI.create(bound.replace("tcp://", "zeromq://") + parameters()));
  }

  @Override
  protected List<String> arrived() {
    assertThat(intake.rejected()).isEmpty();
    return intake.records();
  }

  @Override
  protected boolean canTakeAway() {
    return true;
  }

  @Override
  protected void takeAway() {
    receiver.close();
  }

  @Override
  protected void bringBack() throws Exception {
    receiver = Peers.receiver(Map.of("bind", bound));
    receiver.start(intake);
  }

  @Test
  void deliver_withoutCollector_saysSoAndClosesSoon() throws Exception {
    receiver.close();
    try (Sink sink = createSink()) {
      sink.open();
      assertThat(sink.deliver(Records.batch(Records.numbered(0, 3))))
          .isEqualTo(new Delivery.Unavailable("no collector at " + bound + ": Connection refused"));
    }
  }

  @Test
  void collectorRestarted_senderGoesOnAndTheNumbersShowTheLoss() throws Exception {
    try (Sink sink = createSink()) {
      sink.open();
      deliverAll(sink, 0, 2_000);
      intake.awaitRecords(2_000);
      takeAway();
      deliverSome(sink, 2_000, 3_000);
      bringBack();
      deliverAll(sink, 3_000, 4_000);
      Awaitility.await()
          .untilAsserted(() -> assertThat(intake.records()).contains(Records.logged(3_999)));
    }
    List<String> records = intake.records();
    assertThat(records).doesNotHaveDuplicates();
    assertThat(records).containsAll(Records.numbered(0, 2_000));
    // What was handed over after the collector's end and before it was noticed is the loss.
    assertThat(records).containsAll(Records.numbered(3_000, 1_000));
  }

  private static void deliverAll(Sink sink, int from, int to) throws Exception {
    for (int i = from; i < to; i += 100) {
      var batch = Records.batch(Records.numbered(i, 100));
      while (!sink.deliver(batch).equals(Delivery.DELIVERED)) {
        // As the dispatcher does: the same batch again.
      }
    }
  }

  private static void deliverSome(Sink sink, int from, int to) throws Exception {
    for (int i = from; i < to; i += 100) {
      sink.deliver(Records.batch(Records.numbered(i, 100)));
    }
  }

  @Test
  void collectorThatHangs_isGivenEachRecordOnceWhenItGoesOn() throws Exception {
    intake.block();
    int given = 0;
    Delivery answer = Delivery.DELIVERED;
    try (Sink sink = createSink()) {
      Batch batch = Records.batch(Records.numbered(0, 0));
      while (answer.equals(Delivery.DELIVERED)) {
        batch = Records.batch(Records.numbered(given, 1_000));
        answer = sink.deliver(batch);
        given += 1_000;
      }
      assertThat(((Delivery.Unavailable) answer).reason())
          .isEqualTo("the collector at " + bound + " takes no more for now");
      intake.unblock();
      while (!sink.deliver(batch).equals(Delivery.DELIVERED)) {
        // As the dispatcher does: the same batch again.
      }
    }
    assertThat(intake.awaitRecords(given)).isEqualTo(Records.numbered(0, given));
  }

  @Test
  void interrupt_endsTheWait() throws Exception {
    try (Sink sink = createSink()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> sink.deliver(Records.batch("{}")))
          .isInstanceOf(InterruptedException.class);
      assertThat(sink.deliver(Records.batch("{}"))).isEqualTo(Delivery.DELIVERED);
      assertThat(intake.awaitRecords(1)).containsExactly("{}");
    }
  }

  @Test
  void peerThatIsNoCollector_isNamed() throws Exception {
    try (OpenSocket publisher =
        new OpenSocket(SocketType.PUB, "test-peer", Duration.ofSeconds(1))) {
      publisher.socket().bind(Peers.ANY_PORT);
      bound = publisher.socket().getLastEndpoint();
      try (Sink sink = createSink()) {
        assertThat(sink.deliver(Records.batch("{}")))
            .isInstanceOf(Delivery.Unavailable.class)
            .asString()
            .contains("no collector at " + bound);
      }
    }
  }
}
