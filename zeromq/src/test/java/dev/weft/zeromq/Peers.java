package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.zeromq.SocketType;

/** What the tests of both ends put on the other one. */
final class Peers {
  static final String ANY_PORT = "tcp://127.0.0.1:*";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Peers() {}

  static Receiver receiver(Map<String, ?> options) {
    ZeroMqReceiverFactory factory = new ZeroMqReceiverFactory();
    return factory.create(Options.of("apps", factory.options(), options));
  }

  static Receiver receiver() {
    return receiver(Map.of("bind", ANY_PORT));
  }

  /** A socket as programs in other languages have it. */
  static OpenSocket connected(SocketType type, String endpoint) {
    OpenSocket open = new OpenSocket(type, "test-peer", Duration.ofSeconds(10));
    open.socket().setSendTimeOut(10_000);
    open.socket().connect(endpoint);
    return open;
  }

  /** A connection that sends what a test spells out, right or wrong. */
  static PushConnection raw(String endpoint) throws Exception {
    return PushConnection.open(Endpoint.parse("peer", endpoint), PATIENCE);
  }

  /** Sends one message of those frames. */
  static void sendFrames(PushConnection to, byte[]... frames) throws Exception {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int i = 0; i < frames.length; i++) {
      message.write(frame(frames[i], i < frames.length - 1));
    }
    assertThat(to.write(ByteBuffer.wrap(message.toByteArray()), PATIENCE)).isTrue();
  }

  static byte[] frame(byte[] content, boolean more) {
    boolean large = content.length > 255;
    ByteBuffer frame = ByteBuffer.allocate(content.length + (large ? 9 : 2));
    frame.put((byte) ((more ? 1 : 0) | (large ? 2 : 0)));
    if (large) {
      frame.putLong(content.length);
    } else {
      frame.put((byte) content.length);
    }
    return frame.put(content).array();
  }

  static void sendFrames(PushConnection to, String... frames) throws Exception {
    byte[][] bytes = new byte[frames.length][];
    for (int i = 0; i < frames.length; i++) {
      bytes[i] = frames[i].getBytes(UTF_8);
    }
    sendFrames(to, bytes);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
