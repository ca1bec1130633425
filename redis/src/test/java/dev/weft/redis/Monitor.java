package dev.weft.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All commands that a Redis is given while a test runs, as its MONITOR shows them. */
final class Monitor implements AutoCloseable {
  private final Socket socket;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  Monitor(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write("MONITOR\r\n".getBytes(UTF_8));
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    if (!"+OK".equals(lines.readLine())) {
      throw new IOException("Redis does not let itself be monitored");
    }
    Thread reader = new Thread(() -> lines.lines().forEach(this::add), "monitors-redis");
    reader.setDaemon(true);
    reader.setUncaughtExceptionHandler((thread, closed) -> {});
    reader.start();
  }

  // +1732830000.123456 [0 127.0.0.1:4711] "PUBLISH" "channel" "text"
  private void add(String line) {
    commands.add(line.replaceFirst("^\\+\\S+ \\[[^\\]]*\\] ", ""));
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  /** Those that begin so. */
  List<String> commands(String start) {
    return commands.stream().filter(command -> command.startsWith(start)).toList();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
