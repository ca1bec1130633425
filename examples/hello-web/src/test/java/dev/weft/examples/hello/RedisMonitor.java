package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Watches all commands that a Redis is given, by its MONITOR. */
final class RedisMonitor implements AutoCloseable {
  private final Socket socket;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  RedisMonitor(String uri) throws IOException {
    int port = Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write("MONITOR\r\n".getBytes(US_ASCII));
    Thread reader = new Thread(this::read, "reads-monitor");
    reader.setDaemon(true);
    reader.start();
    await().until(() -> lines.contains("+OK"));
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException closed) {
      // By the test that is over.
    }
  }

  /** Each command as {@code +TIME [DATABASE ADDRESS] "WORD" "WORD" …}. */
  List<String> commands() {
    return List.copyOf(lines);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
