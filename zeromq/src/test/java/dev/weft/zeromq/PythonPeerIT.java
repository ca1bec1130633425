package dev.weft.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.PythonPeer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real libzmq on the other side, behind Python, both ways. */
class PythonPeerIT {
  private static final Path SCRIPTS = Path.of("src/test/resources/python");
  private static final int COUNT = 1_000;

  @BeforeAll
  static void requirePython() {
    PythonPeer.require();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "pickle"})
  void pythonRecords_areReceived(String encoding) throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = Peers.receiver()) {
      receiver.start(intake);
      String count = Integer.toString(COUNT);
      try (PythonPeer python =
          PythonPeer.run(SCRIPTS.resolve("send_records.py"), receiver.address(), encoding, count)) {
        assertThat(python.readLine()).isEqualTo("sent " + COUNT);
        assertThat(python.awaitExit()).isZero();
      }
      List<String> records = intake.awaitRecords(COUNT);
      assertThat(records).hasSize(COUNT);
      assertThat(intake.rejected()).isEmpty();
      assertFields(records);
    }
  }

  private static void assertFields(List<String> records) {
    RawEvent view = new RawEvent();
    for (int i = 0; i < records.size(); i++) {
      view.over(records.get(i).getBytes(StandardCharsets.UTF_8));
      assertThat(view.text(FieldPath.of("message"))).isEqualTo("event " + i + " of \u2603");
      assertThat(view.text(FieldPath.of("context.key"))).startsWith(i + "@");
      assertThat(view.text(FieldPath.of("context.user"))).isEqualTo("ann");
      assertThat(view.number(FieldPath.of("levelno"))).isEqualTo(20);
      assertThat(view.number(FieldPath.of("created"))).isGreaterThan(1e9);
    }
  }

  @Test
  void singleRecords_areReadByPython() throws Exception {
    try (PythonPeer python =
        PythonPeer.run(SCRIPTS.resolve("receive_records.py"), Integer.toString(COUNT))) {
      URI address =
          URI.create(python.readLine().replace("tcp:", "zeromq:") + "?batch=off&system=T");
      try (Sink sink = new ZeroMqSenderFactory().create(address)) {
        for (int i = 0; i < COUNT; i += 100) {
          Batch batch = Records.batch(Records.numbered(i, 100));
          Awaitility.await().until(() -> sink.deliver(batch).equals(Delivery.DELIVERED));
        }
      }
      assertThat(python.readLines(COUNT))
          .isEqualTo(
              IntStream.range(0, COUNT)
                  .mapToObj(i -> "TLJ " + i + "@" + Records.TASK + " event " + i)
                  .toList());
      assertThat(python.awaitExit()).isZero();
    }
  }

  @Test
  void boundPythonSocket_isPulledFrom() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    String script =
        """
        import zmq
        s = zmq.Context().socket(zmq.PUSH)
        print("tcp://127.0.0.1:%d" % s.bind_to_random_port("tcp://127.0.0.1"))
        s.send_multipart([b"PLJ", b'{"a":1}'])
        input()
        """;
    try (PythonPeer python = PythonPeer.run(script)) {
      String endpoint = python.readLine();
      try (Receiver receiver = Peers.receiver(Map.of("connect", List.of(endpoint)))) {
        receiver.start(intake);
        assertThat(receiver.address()).isEqualTo(endpoint);
        assertThat(intake.awaitRecords(1)).containsExactly("{\"a\":1}");
      }
    }
  }

  @Test
  void publishedRecords_areReadByPython() throws Exception {
    String endpoint = "tcp://127.0.0.1:" + Peers.freePort();
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    Map<String, String> options = Map.of("bind", endpoint, "topic", "logger");
    String script =
        """
        import sys, zmq
        s = zmq.Context().socket(zmq.SUB)
        s.setsockopt(zmq.SUBSCRIBE, b"PLJ.INFO")
        s.connect(sys.argv[1])
        print(*[f.decode() for f in s.recv_multipart()])
        """;
    try (Sink sink = factory.create(Options.of("live", factory.options(), options));
        PythonPeer python = PythonPeer.run(script, endpoint)) {
      sink.open();
      Batch batch = Records.batch(Records.logged(1));
      var line = new AtomicReference<String>();
      Thread reader =
          new Thread(() -> {
            try {
              line.set(python.readLine());
            } catch (InterruptedException ending) {
              Thread.currentThread().interrupt();
            }
          });
      reader.start();
      Awaitility.await()
          .until(() -> {
            sink.deliver(batch);
            return line.get() != null;
          });
      assertThat(line.get()).isEqualTo("PLJ.INFO.weft.test " + Records.logged(1));
    }
  }
}
