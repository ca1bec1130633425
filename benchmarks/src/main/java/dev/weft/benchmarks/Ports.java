package dev.weft.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Ports of the loopback; as a program prints COUNT of them, a line each.
 *
 * <pre>Ports COUNT</pre>
 */
final class Ports {
  private Ports() {}

  public static void main(String[] arguments) {
    IntStream.generate(Ports::free)
        .distinct()
        .limit(Integer.parseInt(arguments[0]))
        .forEach(System.out::println);
  }

  /** One on which nothing listened a moment ago. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noneLeft) {
      throw new UncheckedIOException(noneLeft);
    }
  }
}
