package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The sending end of one connection in ZMTP 3.0 with the NULL mechanism [1], as a PUSH socket. No
 * wait in it is longer than its caller allows, and an interrupt ends each.
 *
 * <p>Used by one thread at a time.
 *
 * <p>[1] RFC 23/ZMTP: greeting of 64 bytes, a READY command each way, then frames.
 */
final class PushConnection implements AutoCloseable {
  private static final int GREETING = 64;
  private static final int VERSION_AT = 10;
  private static final int MECHANISM_AT = 12;
  private static final int COMMAND = 4;
  private static final int LARGEST_SHORT = 255;

  private final Endpoint peer;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer ignored = ByteBuffer.allocate(512);

  private PushConnection(Endpoint peer, SocketChannel channel, Selector selector)
      throws IOException {
    this.peer = peer;
    this.channel = channel;
    this.selector = selector;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    this.key = channel.register(selector, 0);
  }

  /**
   * Connects and shakes hands.
   *
   * @throws IOException when nobody answers within {@code limit}, or somebody who is no collector
   */
  static PushConnection open(Endpoint peer, Duration limit)
      throws IOException, InterruptedException {
    SocketChannel channel = SocketChannel.open();
    PushConnection connection = null;
    try {
      connection = new PushConnection(peer, channel, Selector.open());
      connection.shakeHands(System.nanoTime() + limit.toNanos());
      return connection;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      if (connection != null) {
        connection.close();
      }
      channel.close();
      throw failed;
    }
  }

  private void shakeHands(long deadline) throws IOException, InterruptedException {
    InetSocketAddress address = new InetSocketAddress(peer.bareHost(), peer.port());
    if (address.isUnresolved()) {
      throw new IOException("no such host");
    }
    if (!channel.connect(address)) {
      while (!channel.finishConnect()) {
        await(SelectionKey.OP_CONNECT, deadline);
      }
    }
    writeAll(greeting(), deadline);
    check(read(GREETING, deadline));
    writeAll(readyCommand(), deadline);
    checkReady(deadline);
  }

  private static ByteBuffer greeting() {
    byte[] greeting = new byte[GREETING];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[VERSION_AT] = 3;
    System.arraycopy("NULL".getBytes(ISO_8859_1), 0, greeting, MECHANISM_AT, 4);
    return ByteBuffer.wrap(greeting);
  }

  private static void check(byte[] greeting) throws IOException {
    if (greeting[0] != (byte) 0xff || (greeting[9] & 1) == 0 || greeting[VERSION_AT] < 3) {
      throw new IOException("expected a ZMTP 3 greeting, received something else");
    }
    String mechanism = new String(greeting, MECHANISM_AT, 20, ISO_8859_1).trim();
    if (!mechanism.equals("NULL")) {
      throw new IOException("expected the mechanism NULL, received " + mechanism);
    }
  }

  private static ByteBuffer readyCommand() {
    byte[] body = "\5READY\13Socket-Type\0\0\0\4PUSH".getBytes(ISO_8859_1);
    return ByteBuffer.allocate(2 + body.length)
        .put((byte) COMMAND)
        .put((byte) body.length)
        .put(body)
        .flip();
  }

  private void checkReady(long deadline) throws IOException, InterruptedException {
    byte[] header = read(2, deadline);
    if (header[0] != COMMAND) {
      throw new IOException("expected the command READY, received a frame with flags " + header[0]);
    }
    String command = new String(read(header[1] & LARGEST_SHORT, deadline), ISO_8859_1);
    if (!command.startsWith("\5READY") || !command.contains("PULL")) {
      String printable = command.replaceAll("[^ -~]", " ").trim();
      throw new IOException("expected a PULL socket, received \"" + printable + '"');
    }
  }

  private byte[] read(int length, long deadline) throws IOException, InterruptedException {
    ByteBuffer into = ByteBuffer.allocate(length);
    while (into.hasRemaining()) {
      int count = channel.read(into);
      if (count < 0) {
        throw new IOException("the connection was closed");
      }
      if (count == 0) {
        await(SelectionKey.OP_READ, deadline);
      }
    }
    return into.array();
  }

  private void writeAll(ByteBuffer bytes, long deadline) throws IOException, InterruptedException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE, deadline);
      }
    }
  }

  private void await(int operation, long deadline) throws IOException, InterruptedException {
    if (!ready(operation, deadline)) {
      throw new IOException("no answer within the time limit");
    }
  }

  private boolean ready(int operation, long deadline) throws IOException, InterruptedException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    key.interestOps(operation);
    if (millis > 0) {
      selector.select(millis);
      selector.selectedKeys().clear();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for " + peer);
    }
    return millis > 0;
  }

  /**
   * Writes as much of {@code bytes} as the connection takes within {@code limit}.
   *
   * @return whether that was all
   * @throws IOException when the collector has gone
   */
  boolean write(ByteBuffer bytes, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        if (!ready(SelectionKey.OP_WRITE | SelectionKey.OP_READ, deadline)) {
          return false;
        }
        checkAlive();
      }
    }
    return true;
  }

  /** Reads away what a collector may say, and so learns whether it has gone. */
  void checkAlive() throws IOException {
    int count;
    do {
      count = channel.read(ignored.clear());
    } while (count > 0);
    if (count < 0) {
      throw new IOException("the collector closed the connection");
    }
  }

  /** What the operating system has taken still reaches the collector, if it is there. */
  @Override
  public void close() {
    try (selector;
        channel) {
      if (channel.isConnected()) {
        channel.shutdownOutput();
      }
    } catch (IOException alreadyBroken) {
      // Nothing is left to be closed in order.
    }
  }
}
