package dev.weft.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on the loopback, and takes the place of a bad network: cuts
 * all connections, refuses new ones, or lets everything hang without a word.
 *
 * <p>Usable from any thread. Its threads are daemons.
 */
public final class TcpRelay implements AutoCloseable {
  private static final long LONGEST_END_MILLIS = 5_000;

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition resumed = lock.newCondition();
  private volatile boolean hanging;
  private volatile @Nullable ServerSocket server;
  private volatile @Nullable Thread acceptor;

  private TcpRelay(int target, int port) {
    this.target = target;
    this.port = port;
  }

  /** Relays a free port of the loopback to port {@code target}. */
  public static TcpRelay to(int target) {
    try {
      TcpRelay relay = new TcpRelay(target, Ports.free());
      relay.restore();
      return relay;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** The port to connect to. */
  public int port() {
    return port;
  }

  /** Forwards nothing from now on; connections stay, and new ones are accepted. */
  public void hang() {
    hanging = true;
  }

  /** Ends what {@link #hang()} began: what was held back is forwarded. */
  public void resume() {
    lock.lock();
    try {
      hanging = false;
      resumed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Breaks all connections and refuses new ones. */
  public void cut() {
    ServerSocket listening = server;
    if (listening != null) {
      closeQuietly(listening);
      server = null;
      awaitEnd(acceptor);
    }
    sockets.forEach(TcpRelay::closeQuietly);
    sockets.clear();
  }

  // The port is taken for as long as somebody waits for connections on it.
  private static void awaitEnd(@Nullable Thread ending) {
    try {
      if (ending != null) {
        ending.join(LONGEST_END_MILLIS);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Accepts connections again, on the same port. */
  public void restore() {
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      server = listening;
      acceptor = daemon(() -> accept(listening));
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        connect(listening.accept());
      }
    } catch (IOException cut) {
      // The relay was cut: nobody is accepted any more.
    }
  }

  private void connect(Socket client) {
    try {
      Socket peer = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(client);
      sockets.add(peer);
      daemon(() -> forward(client, peer));
      daemon(() -> forward(peer, client));
    } catch (IOException nobodyThere) {
      closeQuietly(client);
    }
  }

  private void forward(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = from.getInputStream().read(buffer);
          n >= 0;
          n = from.getInputStream().read(buffer)) {
        awaitResumed();
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException broken) {
      // One side went away, and so does the other.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private void awaitResumed() {
    lock.lock();
    try {
      while (hanging) {
        resumed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "weft-testkit-relay");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception alreadyGone) {
      // Closed is closed.
    }
  }

  /** Cuts, and lets go of what hangs. A second call does nothing. */
  @Override
  public void close() {
    cut();
    resume();
  }
}
