package dev.weft.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for servers that have to come back on the same one.
 *
 * <p>Port 0 would give one of the range that the operating system also takes for outgoing
 * connections (from 32768 on Linux): while the server is away, any client on the machine could get
 * it. These lie below. A server that stays may well use port 0.
 *
 * <p>Usable from any thread.
 */
public final class Ports {
  private static final int FIRST = 15_000;
  private static final int BEHIND_LAST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /**
   * A port of the loopback that nobody has now.
   *
   * @throws IOException when none is found
   */
  public static int free() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
    throw new IOException("no free port from " + FIRST + " to " + (BEHIND_LAST - 1));
  }
}
