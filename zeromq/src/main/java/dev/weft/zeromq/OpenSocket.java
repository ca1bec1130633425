package dev.weft.zeromq;

import java.time.Duration;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A socket with a context of its own, so that closing it is bounded and touches no other. Its
 * threads are daemon threads. Used by one thread at a time.
 */
final class OpenSocket implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);

  // JeroMQ 0.6.0 stalls in the greeting of some percent of its connections and begins anew when
  // this is over; its default of 30 s would look like a dead peer.
  private static final int GREETING_MILLIS = 500;

  private final ZContext context = new ZContext();
  private final String name;
  private final Duration linger;
  private final ZMQ.Socket socket;

  /**
   * Makes the socket.
   *
   * @param name what the threads are named after
   * @param linger how long closing waits for what is still to be sent
   */
  OpenSocket(SocketType type, String name, Duration linger) {
    this.name = name;
    this.linger = linger;
    context.setThreadFactor(this::thread);
    socket = context.createSocket(type);
    socket.setLinger((int) linger.toMillis());
    socket.setHandshakeIvl(GREETING_MILLIS);
  }

  private Thread thread(Runnable work, String role) {
    Thread thread = new Thread(work, name + ' ' + role);
    thread.setDaemon(true);
    return thread;
  }

  ZMQ.Socket socket() {
    return socket;
  }

  /** Closes within the linger time and a second more, whatever the other side does. */
  @Override
  public void close() {
    socket.close();
    Thread closer = thread(context::close, "closer");
    closer.start();
    try {
      closer.join(linger.plus(GRACE).toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
