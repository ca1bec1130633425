package dev.weft.examples.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.DistlogFixtures;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** {@code weft up} as a process: signals, statuses, messages, and bytes from anybody. */
class UpProcessIT {
  private static final byte[] JSON = DistlogFixtures.exampleJson().get(0).topic();
  private static final byte[] PICKLE = DistlogFixtures.examplePickle().get(0).topic();

  @TempDir Path folder;

  @Test
  void sigterm_deliversAll_printsTheAccount_andEndsWithZero() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder);
        ZContext context = new ZContext()) {
      ZMQ.Socket sender = sender(context, collector);
      Records.numbered(0, 500).forEach(record -> send(sender, JSON, record.getBytes(UTF_8)));
      awaitKept(collector, 500);

      assertThat(collector.process().stop()).isZero();
      assertThat(collector.events()).hasSize(500);
      assertThat(collector.process().err())
          .containsPattern("source\\.apps +500 +500 +0 +0")
          .containsPattern("sink\\.kept +500 +500 +0 +0")
          .contains("conserved: yes");
    }
  }

  @Test
  void sigusr2_printsTheCounters_andGoesOn() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder)) {
      collector.process().signal("USR2");
      collector.process().awaitSaid("source\\.apps +0 +0 +0 +0");
      assertThat(collector.process().alive()).isTrue();
      assertThat(collector.process().stop()).isZero();
    }
  }

  @Test
  void busyPort_endsWithThree_namingTheAddress() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "tcp://127.0.0.1:" + busy.getLocalPort();
      try (JavaProcess up =
          up(
              "sources: {apps: {type: zeromq, bind: \""
                  + address
                  + "\"}}\nsinks: {c: {type: console}}\n")) {
        assertThat(up.awaitExit(JavaProcess.LIMIT)).isEqualTo(3);
        assertThat(up.err()).contains(address).doesNotContain("\tat ");
      }
    }
  }

  @Test
  void wrongFile_endsWithTwo_namingEachPlace() throws Exception {
    try (JavaProcess up =
        up("sources:\n  apps: {type: zeromk}\nsinks:\n  c: {type: console, colour: 1}\n")) {
      assertThat(up.awaitExit(JavaProcess.LIMIT)).isEqualTo(2);
      assertThat(up.err())
          .contains("weft.yaml:2:16: ", "zeromk", "did you mean \"zeromq\"?")
          .contains("weft.yaml:4:")
          .doesNotContain("\tat ");
    }
  }

  private JavaProcess up(String configuration) throws IOException {
    Path file = Files.writeString(folder.resolve("weft.yaml"), configuration);
    return JavaProcess.start(
        folder, "up", List.of(), CollectorProcess.MAIN, "up", "--config", file.toString());
  }

  @Test
  void anyBytes_areSurvivedAndKeptAsDeadLetters_andGoodRecordsStillArrive() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder);
        ZContext context = new ZContext()) {
      raw(collector, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      Random random = new Random(7);
      for (int i = 0; i < 20; i++) {
        byte[] noise = new byte[1 + random.nextInt(4_000)];
        random.nextBytes(noise);
        raw(collector, noise);
      }
      ZMQ.Socket sender = sender(context, collector);
      for (String name : List.of("os_system", "memo_bomb", "deep", "truncated")) {
        send(sender, PICKLE, DistlogFixtures.hostile(name + ".pickle"));
      }
      send(sender, JSON, DistlogFixtures.hostile("not_json.bin"));
      send(sender, "???".getBytes(UTF_8), Records.logged("of an unknown kind").getBytes(UTF_8));
      sender.send("one frame alone");
      sender.sendMore(JSON);
      sender.sendMore("three");
      sender.send("frames");
      send(sender, JSON, Records.logged("good, after all").getBytes(UTF_8));
      awaitKept(collector, "good, after all");

      assertThat(collector.process().stop()).isZero();
      assertThat(collector.process().err()).contains("conserved: yes").contains("dead-letters");
      assertThat(Files.readString(folder.resolve("dead-letters.ndjson"))).contains("apps");
      assertThat(Files.readString(collector.kept())).doesNotContain("os_system");
    }
  }

  /** Sends bytes that are no ZeroMQ, and goes away. */
  private static void raw(CollectorProcess collector, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (SocketException thrownOut) {
      // What a collector may do with somebody who makes no sense.
    }
  }

  private static ZMQ.Socket sender(ZContext context, CollectorProcess collector) {
    ZMQ.Socket socket = context.createSocket(SocketType.PUSH);
    // One handshake in twenty of JeroMQ's client stalls, with its own server too; it tries again
    // after this many milliseconds, and by default after 30 s.
    socket.setHandshakeIvl(500);
    socket.connect("tcp://127.0.0.1:" + collector.port());
    return socket;
  }

  private static void send(ZMQ.Socket socket, byte[] topic, byte[] body) {
    socket.sendMore(topic);
    socket.send(body);
  }

  private static void awaitKept(CollectorProcess collector, int records) {
    await()
        .atMost(JavaProcess.LIMIT)
        .ignoreExceptions()
        .until(() -> collector.events().size() >= records);
  }

  private static void awaitKept(CollectorProcess collector, String text) {
    await()
        .atMost(JavaProcess.LIMIT)
        .ignoreExceptions()
        .until(() -> Files.readString(collector.kept()).contains(text));
  }
}
