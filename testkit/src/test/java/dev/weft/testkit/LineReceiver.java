package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Receiver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The smallest receiver that keeps the contract: a record a line over TCP. */
final class LineReceiver implements Receiver {
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private @Nullable ServerSocket server;

  @Override
  public void start(Intake intake) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server = socket;
    daemon(() -> serve(socket, intake));
  }

  private void serve(ServerSocket socket, Intake intake) {
    try {
      while (true) {
        Socket peer = socket.accept();
        daemon(() -> read(peer, intake));
      }
    } catch (IOException closed) {
      // The receiver was closed.
    }
  }

  private void read(Socket peer, Intake intake) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(peer.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        oneAtATime.lock();
        try {
          take(line, intake);
        } finally {
          oneAtATime.unlock();
        }
      }
    } catch (IOException closed) {
      // The peer went away.
    }
  }

  private static void take(String line, Intake intake) {
    byte[] bytes = line.getBytes(UTF_8);
    if (line.startsWith("{")) {
      intake.accept(Batch.builder("lines").add(bytes).build());
    } else {
      intake.reject(bytes, "not-json", "expected an object, received: " + line);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "line-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public String address() {
    return "tcp://127.0.0.1:" + port();
  }

  int port() {
    return requireNonNull(server, "not started").getLocalPort();
  }

  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException alreadyGone) {
      // Nothing is left to close.
    }
  }
}
