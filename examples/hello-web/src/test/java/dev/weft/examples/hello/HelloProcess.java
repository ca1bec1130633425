package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The example in a process of its own, with its environment. Used by one thread at a time. */
final class HelloProcess implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final int port;
  private final Path out;
  private final Path err;

  private HelloProcess(Process process, int port, Path out, Path err) {
    this.process = process;
    this.port = port;
    this.out = out;
    this.err = err;
  }

  /** Starts it, and waits until it listens. */
  static HelloProcess start(Path folder, String name, Map<String, String> environment)
      throws IOException {
    HelloProcess started = begin(folder, name, environment);
    try {
      await(name + " listens")
          .atMost(PATIENCE)
          .failFast(() -> {
            if (!started.process.isAlive()) {
              throw new AssertionError(
                  name
                      + " has ended with "
                      + started.process.exitValue()
                      + ": "
                      + started.err()
                      + started.out());
            }
          })
          .until(() -> started.err().contains("listens on"));
    } catch (RuntimeException | Error notThere) {
      started.close();
      throw notThere;
    }
    return started;
  }

  /** Starts it, and does not wait. */
  static HelloProcess begin(Path folder, String name, Map<String, String> environment)
      throws IOException {
    int port = Ports.free();
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx192m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HelloWeb.class.getName()))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> all = new TreeMap<>(environment);
    all.putIfAbsent("PORT", String.valueOf(port));
    builder.environment().putAll(all);
    return new HelloProcess(builder.start(), port, out, err);
  }

  /** By which services are asked. */
  Http http() {
    return new Http("http://localhost:" + port);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** What it has said on standard output: JSON lines. */
  String out() {
    return read(out);
  }

  /** What it has said on standard error. */
  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Asks it to end, as {@code SIGTERM} does, and gives its status. */
  int stop() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** Its status, once it has ended. */
  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as(() -> "it ends; it said: " + err())
        .isTrue();
    return process.exitValue();
  }

  /** Ends it at once, as a crash would, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Sends it a signal by name, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException ending) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
