package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Receives datagrams on a free port and keeps them. Usable from any thread. */
final class Datagrams implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DatagramSocket socket;
  private final List<String> received = new CopyOnWriteArrayList<>();

  Datagrams() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread reader = new Thread(this::read, "reads-datagrams");
    reader.setDaemon(true);
    reader.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void read() {
    byte[] buffer = new byte[65_536];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        received.add(new String(buffer, 0, packet.getLength(), UTF_8));
      }
    } catch (IOException closed) {
      // By the test that is over.
    }
  }

  /** The number that have come, to look only at later ones. */
  int count() {
    return received.size();
  }

  /** All from that number on. */
  List<String> from(int number) {
    return List.copyOf(received.subList(number, received.size()));
  }

  /** The first from that number on that is looked for. */
  String await(int from, Predicate<String> wanted) {
    return Awaitility.await("a datagram")
        .atMost(PATIENCE)
        .until(
            () -> from(from).stream().filter(wanted).findFirst().orElse(""),
            found -> !found.isEmpty());
  }

  @Override
  public void close() {
    socket.close();
  }
}
