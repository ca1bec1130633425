package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.RecordingIntake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;

class PullConnectionTest {
  private static final int MAX_FRAME = 4_096;
  private static final String LARGE = "{\"a\":\"" + "x".repeat(300) + "\"}";

  private ServerSocketChannel server;
  private SocketChannel peer;
  private SocketChannel accepted;
  private RecordingIntake intake = new RecordingIntake();
  private RecordDecoder decoder;

  @BeforeEach
  void connect() throws IOException {
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    peer = SocketChannel.open(server.getLocalAddress());
    accepted = server.accept();
    accepted.configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    accepted.close();
    peer.close();
    server.close();
  }

  private PullConnection fresh() {
    intake = new RecordingIntake();
    decoder = new RecordDecoder(intake, "test", 1 << 20, true);
    return new PullConnection(accepted, decoder, intake, MAX_FRAME);
  }

  private boolean give(PullConnection connection, byte[] bytes, int from, int to)
      throws IOException {
    byte[] rest = connection.rest();
    byte[] all = Arrays.copyOf(rest, rest.length + to - from);
    System.arraycopy(bytes, from, all, rest.length, to - from);
    boolean goesOn = connection.take(all, all.length);
    decoder.flush();
    drainReplies();
    return goesOn;
  }

  private void drainReplies() throws IOException {
    peer.configureBlocking(false);
    ByteBuffer ignored = ByteBuffer.allocate(4_096);
    while (peer.read(ignored) > 0) {
      ignored.clear();
    }
  }

  private static byte[] greeting(int minor) {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    greeting[11] = (byte) minor;
    System.arraycopy("NULL".getBytes(ISO_8859_1), 0, greeting, 12, 4);
    return greeting;
  }

  private static byte[] command(String body) {
    byte[] frame = Peers.frame(body.getBytes(ISO_8859_1), false);
    frame[0] |= 4;
    return frame;
  }

  private static byte[] handshake(int minor) {
    return join(greeting(minor), command("\5READY\13Socket-Type\0\0\0\4PUSH\10Identity\0\0\0\0"));
  }

  private static byte[] message(String... frames) {
    byte[] all = {};
    for (int i = 0; i < frames.length; i++) {
      all = join(all, Peers.frame(frames[i].getBytes(ISO_8859_1), i < frames.length - 1));
    }
    return all;
  }

  private static byte[] conversation(int minor) {
    return join(
        handshake(minor),
        message("PLJ", "{\"a\":1}"),
        command("\4PING\0\12abc"),
        message("PLN", "{\"a\":2}\n" + LARGE + "\n"),
        message("lonely"),
        message("PLJ", "x", "x".repeat(3_000), ""),
        message("PLJ", "", "y"),
        message("PLJ", "{\"a\":3}"));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private void assertConversationTaken() {
    assertThat(intake.records()).containsExactly("{\"a\":1}", "{\"a\":2}", LARGE, "{\"a\":3}");
    assertThat(intake.rejected())
        .extracting(RecordingIntake.Rejected::detail)
        .containsExactly(
            "expected 2 frames, topic and body, received 1",
            "expected 2 frames, topic and body, received 4",
            "expected 2 frames, topic and body, received 3");
  }

  @Test
  void reads_cutAnywhere_giveTheSame() throws IOException {
    for (int minor = 0; minor < 2; minor++) {
      byte[] all = conversation(minor);
      for (int cut = 0; cut <= all.length; cut++) {
        PullConnection connection = fresh();
        assertThat(give(connection, all, 0, cut)).isTrue();
        assertThat(give(connection, all, cut, all.length)).isTrue();
        assertConversationTaken();
      }
    }
  }

  @Test
  void reads_ofSingleBytes_giveTheSame() throws IOException {
    byte[] all = conversation(1);
    PullConnection connection = fresh();
    for (int i = 0; i < all.length; i++) {
      assertThat(give(connection, all, i, i + 1)).isTrue();
    }
    assertConversationTaken();
  }

  @Test
  void endlessFrames_areNotKept() throws IOException {
    PullConnection connection = fresh();
    byte[] start = handshake(0);
    give(connection, start, 0, start.length);
    byte[] frame = Peers.frame(new byte[4_000], true);
    for (int i = 0; i < 10_000; i++) {
      assertThat(give(connection, frame, 0, frame.length)).isTrue();
      assertThat(connection.rest()).hasSizeLessThan(MAX_FRAME);
    }
    byte[] last = Peers.frame(new byte[1], false);
    give(connection, last, 0, last.length);
    assertThat(intake.rejected())
        .singleElement()
        .extracting(RecordingIntake.Rejected::detail)
        .isEqualTo("expected 2 frames, topic and body, received 10001");
  }

  @Test
  void wrongBeginnings_areRefusedWithTheReason() throws IOException {
    assertRefused(
        "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1),
        "expected a ZMTP 3 greeting, received something else");
    byte[] curve = greeting(0);
    System.arraycopy("CURVE".getBytes(ISO_8859_1), 0, curve, 12, 5);
    assertRefused(curve, "expected the mechanism NULL, received CURVE");
    assertRefused(
        join(greeting(0), command("\5READY\13Socket-Type\0\0\0\3SUB")),
        "expected a PUSH socket, received another");
    assertRefused(
        join(greeting(0), message("PLJ", "{}")), "expected the command READY, received a message");
  }

  @Test
  void wrongLengths_areRefusedBeforeAnythingIsAllocated() throws IOException {
    byte[] start = handshake(0);
    assertRefused(
        join(start, new byte[] {2, -1, -1, -1, -1, -1, -1, -1, -1}),
        "expected a frame of at most 4096 bytes, received -1");
    assertRefused(
        join(start, new byte[] {2, 0, 0, 0, 0, 0, 0, 16, 1}),
        "expected a frame of at most 4096 bytes, received 4097");
    assertRefused(join(start, new byte[] {64, 1, 1}), "expected a frame, received flags 64");
  }

  private void assertRefused(byte[] bytes, String detail) throws IOException {
    assertThat(give(fresh(), bytes, 0, bytes.length)).isFalse();
    assertThat(intake.rejected())
        .containsExactly(
            new RecordingIntake.Rejected(intake.rejected().get(0).sample(), "protocol", detail));
  }

  @Test
  void mutations_giveRecordsOrRefusals() throws IOException {
    Random random = new Random(24);
    byte[] all = conversation(1);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = all.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      PullConnection connection = fresh();
      boolean goesOn = true;
      for (int at = 0; goesOn && at < bytes.length; ) {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(500));
        goesOn = give(connection, bytes, at, to);
        at = to;
      }
      assertThat(connection.rest()).hasSizeLessThan(MAX_FRAME + 9);
      assertThat(goesOn || !intake.rejected().isEmpty()).isTrue();
    }
  }

  @Test
  void jeroMqPeer_isRead() throws Exception {
    try (var receiver = Peers.receiver()) {
      receiver.start(intake);
      // Not every fresh JeroMQ connection sends at all; see the module's RATIONALE.md.
      for (int attempt = 0; attempt < 10 && intake.records().isEmpty(); attempt++) {
        try (OpenSocket push = Peers.connected(SocketType.PUSH, receiver.address())) {
          push.socket().setLinger(1_000);
          push.socket().sendMore("PLJ");
          push.socket().send("{\"from\":\"jeromq\"}");
        }
      }
      assertThat(intake.awaitRecords(1)).contains("{\"from\":\"jeromq\"}");
    }
  }
}
