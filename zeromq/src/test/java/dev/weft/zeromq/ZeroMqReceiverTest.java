package dev.weft.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Receiver;
import dev.weft.testkit.ReceiverContract;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZeroMqReceiverTest extends ReceiverContract {
  private PushConnection peer;

  @Override
  protected Receiver createReceiver() {
    return receiver("validate", "json");
  }

  String engine() {
    return "native";
  }

  private Receiver receiver(String key, String value) {
    return Peers.receiver(Map.of("bind", Peers.ANY_PORT, "engine", engine(), key, value));
  }

  @Override
  protected void send(Receiver receiver, List<String> records) throws Exception {
    for (String record : records) {
      Peers.sendFrames(peer(receiver), "PLJ", record);
    }
  }

  @Override
  protected int sendBroken(Receiver receiver) throws Exception {
    Peers.sendFrames(peer(receiver), "PLJ");
    Peers.sendFrames(peer(receiver), "PLJ", "{}", "{}", "{}");
    Peers.sendFrames(peer(receiver), "", "{}");
    Peers.sendFrames(peer(receiver), "PLJ", "{not json");
    Peers.sendFrames(peer(receiver), "PLJ", "[]");
    Peers.sendFrames(peer(receiver), "PLP", "{}");
    return 6;
  }

  private PushConnection peer(Receiver receiver) throws Exception {
    if (peer == null) {
      peer = Peers.raw(receiver.address());
    }
    return peer;
  }

  @AfterEach
  void closePeer() {
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void brokenMessages_areRejectedWithTheirReasons() throws Exception {
    try (Receiver receiver = createReceiver()) {
      RecordingIntake rejecting = new RecordingIntake();
      receiver.start(rejecting);
      sendBroken(receiver);

      assertThat(rejecting.awaitRejected(6))
          .extracting(RecordingIntake.Rejected::reason)
          .containsExactly("frames", "frames", "topic", "not-json", "not-json", "pickle");
      assertThat(rejecting.rejected())
          .extracting(RecordingIntake.Rejected::detail)
          .startsWith(
              "expected 2 frames, topic and body, received 1",
              "expected 2 frames, topic and body, received 4",
              "expected a topic of 3 bytes or more, received 0")
          .endsWith("expected a pickle opcode, received 0x7b, at byte 1 of 2");
      assertThat(rejecting.rejected().get(3).sample()).isEqualTo("{not json");
    }
  }

  @Test
  void block_isTakenLineByLine() throws Exception {
    try (Receiver receiver = createReceiver()) {
      receiver.start(intake());
      Peers.sendFrames(peer(receiver), "PLN", "{\"a\":1}\n\n{broken\n{\"a\":2}");

      assertThat(intake().awaitRecords(2)).containsExactly("{\"a\":1}", "{\"a\":2}");
      assertThat(intake().awaitRejected(1).get(0).sample()).isEqualTo("{broken");
    }
  }

  @Test
  void frameValidation_letsEverythingThrough() throws Exception {
    try (Receiver receiver = receiver("validate", "frame")) {
      receiver.start(intake());
      Peers.sendFrames(peer(receiver), "PLJ", "not json");

      assertThat(intake().awaitRecords(1)).containsExactly("not json");
    }
  }

  @Test
  void noiseOnThePort_harmsNobody() throws Exception {
    try (Receiver receiver = createReceiver()) {
      receiver.start(intake());
      Random random = new Random(5);
      int port = URI.create(receiver.address()).getPort();
      for (int i = 0; i < 50; i++) {
        noise(port, random);
      }
      send(receiver, Records.numbered(0, 10));

      assertThat(intake().awaitRecords(10)).isEqualTo(Records.numbered(0, 10));
    }
  }

  private static void noise(int port, Random random) throws IOException {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    if (random.nextBoolean() && bytes.length > 12) {
      // The first bytes of a greeting, so that some noise is read as frames.
      bytes[0] = (byte) 0xff;
      bytes[9] = 0x7f;
      bytes[10] = 3;
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
    } catch (IOException refusedMeanwhile) {
      // The receiver may end the connection before all of it is written.
    }
  }

  @Test
  void frameAboveTheLimit_endsItsConnectionOnly() throws Exception {
    try (Receiver receiver = receiver("max-message", "1KiB")) {
      receiver.start(intake());
      try (PushConnection large = Peers.raw(receiver.address())) {
        Peers.sendFrames(large, "PLJ", "{\"a\":\"" + "x".repeat(2_000) + "\"}");
        send(receiver, Records.numbered(0, 3));

        assertThat(intake().awaitRecords(3)).isEqualTo(Records.numbered(0, 3));
      }
    }
  }

  @Test
  void close_readsWhatIsAlreadyThere() throws Exception {
    Receiver receiver = createReceiver();
    receiver.start(intake());
    intake().block();
    send(receiver, Records.numbered(0, 500));
    Awaitility.await().until(intake()::blocking);
    peer.close();
    peer = null;
    Thread closer = new Thread(receiver::close);
    closer.start();
    intake().unblock();
    closer.join();

    assertThat(intake().records()).isEqualTo(Records.numbered(0, 500));
  }

  @Test
  void start_onATakenPort_saysSo() throws Exception {
    try (Receiver first = createReceiver()) {
      first.start(intake());
      try (Receiver second = Peers.receiver(Map.of("bind", first.address()))) {
        assertThatThrownBy(() -> second.start(intake()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(first.address());
      }
    }
  }
}
