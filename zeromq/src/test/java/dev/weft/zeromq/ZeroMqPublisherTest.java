package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import dev.weft.testkit.SinkContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

class ZeroMqPublisherTest extends SinkContract {
  private static final String PROBE = "{\"probe\":true}";

  private final RecordingIntake intake = new RecordingIntake();
  private Receiver subscriber;

  @AfterEach
  void closeSubscriber() {
    if (subscriber != null) {
      subscriber.close();
    }
  }

  @Override
  protected Sink createSink() throws Exception {
    return subscribed(Peers.freePort(), "legacy");
  }

  private Sink subscribed(int port, String topic) throws IOException {
    String endpoint = "tcp://127.0.0.1:" + port;
    subscriber = Peers.receiver(Map.of("subscribe", endpoint));
    subscriber.start(intake);
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    Map<String, String> options = Map.of("bind", endpoint, "topic", topic);
    return new Probed(factory.create(Options.of("live", factory.options(), options)), intake);
  }

  @Override
  protected List<String> arrived() {
    return intake.records().stream().filter(record -> !record.equals(PROBE)).toList();
  }

  /** Opens, and then waits until the subscription has reached the publisher. */
  private record Probed(Sink sink, RecordingIntake intake) implements Sink {
    @Override
    public void open() throws IOException {
      sink.open();
      Awaitility.await()
          .until(() -> {
            sink.deliver(Records.batch(PROBE));
            return !intake.records().isEmpty();
          });
    }

    @Override
    public Delivery deliver(Batch batch) throws IOException, InterruptedException {
      return sink.deliver(batch);
    }

    @Override
    public void flush() throws IOException {
      sink.flush();
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  @Test
  void loggerTopic_letsSubscribersChooseByPrefix() throws Exception {
    String endpoint = "tcp://127.0.0.1:" + Peers.freePort();
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    Map<String, String> options = Map.of("bind", endpoint, "topic", "logger", "system", "T");
    try (Sink sink = factory.create(Options.of("live", factory.options(), options));
        OpenSocket peer = Peers.connected(SocketType.SUB, endpoint)) {
      ZMQ.Socket socket = peer.socket();
      socket.subscribe("TLJ.ERROR.com.acme");
      socket.setReceiveTimeOut(20);
      sink.open();
      Batch batch =
          Records.batch(
              "{\"name\":\"com.acme.shop\",\"levelname\":\"INFO\"}",
              "{\"name\":\"org.else\",\"levelname\":\"ERROR\"}",
              "{\"name\":\"com.acme.shop\",\"levelname\":\"ERROR\"}");
      byte[][] topic = new byte[1][];
      Awaitility.await()
          .until(() -> {
            sink.deliver(batch);
            topic[0] = socket.recv(0);
            return topic[0] != null;
          });
      assertThat(new String(topic[0], UTF_8)).isEqualTo("TLJ.ERROR.com.acme.shop");
      assertThat(socket.recvStr()).contains("com.acme.shop", "ERROR");
    }
  }

  @Test
  void open_onATakenPort_saysSo() throws Exception {
    int port = Peers.freePort();
    try (Sink first = subscribed(port, "legacy");
        Sink second = subscribed(port, "legacy")) {
      first.open();
      assertThatThrownBy(second::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on tcp://127.0.0.1:" + port);
    }
  }

  @Test
  void lateSubscriber_isToldTheStateOfLiveObjects() throws Exception {
    try (Sink sink = createSink()) {
      sink.open();
      String late =
          "{\"obj_id\":\"late\",\"obj\":{\"x\":1},\"weft\":{\"v\":1,\"src\":\"s\",\"seq\":7}}";
      sink.deliver(
          Records.batch(
              change("a", "born", 0, "\"x\":1,\"y\":2"),
              change("gone", "born", 0, "\"x\":1"),
              change("a", "", 1, "\"x\":3"),
              change("gone", "finished", 1, ""),
              late,
              Records.logged(1)));
      String endpoint = subscriber.address();
      RecordingIntake second = new RecordingIntake();
      try (Receiver comesLate = Peers.receiver(Map.of("subscribe", endpoint))) {
        comesLate.start(second);
        Awaitility.await()
            .until(() -> {
              sink.flush();
              return !second.records().isEmpty();
            });

        assertThat(second.records()).hasSize(1);
        assertThat(EventDecoder.decode(second.records().get(0).getBytes(UTF_8)))
            .isInstanceOfSatisfying(
                ObjectChanged.class,
                told -> {
                  assertThat(told.kind()).isEqualTo(ObjectKind.SNAPSHOT);
                  assertThat(told.objectId()).isEqualTo("a");
                  assertThat(told.set()).isEqualTo(Map.of("x", 3L, "y", 2L));
                  assertThat(told.sequence()).hasValue(1);
                  assertThat(told.source().id()).isEqualTo("s");
                  assertThat(told.routingKey()).isEqualTo("shop.Order");
                });
        sink.deliver(Records.batch(PROBE));
        assertThat(second.awaitRecords(2).get(1)).isEqualTo(PROBE);
      }
    }
  }

  private static String change(String id, String status, int number, String values) {
    String life = status.isEmpty() ? "" : "\"status\":\"" + status + "\",";
    return "{\"obj_id\":\""
        + id
        + "\","
        + life
        + "\"obj\":{"
        + values
        + "},\"weft\":{\"v\":1,\"src\":\"s\",\"seq\":"
        + number
        + ",\"rkey\":\"shop.Order\"}}";
  }

  @Test
  void subscriberThatReadsNothing_harmsNobody() throws Exception {
    try (Sink sink = createSink()) {
      sink.open();
      String endpoint = subscriber.address();
      try (OpenSocket idle = Peers.connected(SocketType.SUB, endpoint)) {
        idle.socket().setRcvHWM(1);
        idle.socket().subscribe("");
        for (int i = 0; i < 50; i++) {
          sink.deliver(Records.batch(Records.numbered(i * 100, 100)));
          int expected = (i + 1) * 100;
          Awaitility.await().until(() -> arrived().size() == expected);
        }
      }
    }
    assertThat(arrived()).isEqualTo(Records.numbered(0, 5_000));
  }
}
