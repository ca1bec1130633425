package dev.weft.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The processes of the demo: started in order, ended in the reverse order. */
final class Shop implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("listening.*127\\.0\\.0\\.1:(\\d+)");
  private static final String PYTHON = "/usr/bin/python3";

  private final Path folder;
  private final PrintStream notices;
  private final Deque<Process> running = new ArrayDeque<>();

  private Shop(Path folder, PrintStream notices) {
    this.folder = folder;
    this.notices = notices;
  }

  /** Starts the collector, the payment service and the warehouse. */
  static Shop open(Path folder, Path events, PrintStream notices) throws IOException {
    Shop shop = new Shop(folder, notices);
    try {
      shop.collectorAddress = "127.0.0.1:" + shop.startCollector(events);
      shop.paymentPort = shop.startPayment();
      shop.warehousePort = shop.startWarehouse();
      return shop;
    } catch (IOException | RuntimeException failed) {
      shop.close();
      throw failed;
    }
  }

  private String collectorAddress = "";
  private String paymentPort = "";
  private String warehousePort = "";

  /** Has the customers buy: the front runs to its end. */
  void sell() throws IOException {
    Process front =
        start("front", java(Front.class.getName(), collectorAddress, warehousePort, paymentPort));
    await(front, "front");
  }

  private String startCollector(Path events) throws IOException {
    Path configuration = folder.resolve("demo.yaml");
    Files.writeString(
        configuration,
        """
        sources:
          shop: {type: zeromq, bind: "tcp://127.0.0.1:0"}
        sinks:
          events: {type: file, path: "%s"}
        http: {listen: off}
        """
            .formatted(events));
    Process collector =
        start("collector", java("dev.weft.cli.Main", "up", "--config", configuration.toString()));
    return port(collector, "collector");
  }

  private String startPayment() throws IOException {
    if (!pythonSpeaksZeroMq()) {
      notices.println(
          "weft demo: no Python with ZeroMQ here, so the payment service runs in Java"
              + " (on Debian: apt-get install python3-zmq)");
      return port(start("payment", java(Payment.class.getName(), collectorAddress)), "payment");
    }
    Path script = folder.resolve("payment.py");
    try (InputStream source =
        Objects.requireNonNull(Shop.class.getResourceAsStream("payment.py"))) {
      Files.copy(source, script);
    }
    return port(
        start("payment", List.of(PYTHON, script.toString(), "tcp://" + collectorAddress)),
        "payment");
  }

  private String startWarehouse() throws IOException {
    return port(start("warehouse", java(Warehouse.class.getName(), collectorAddress)), "warehouse");
  }

  private static boolean pythonSpeaksZeroMq() throws IOException {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return false;
    }
    Process trial =
        new ProcessBuilder(PYTHON, "-c", "import zmq")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return await(trial, "python3") == 0;
  }

  private static List<String> java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(String name, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start();
    running.push(process);
    return process;
  }

  // Each process says where it listens on its output, which is also where it would say why it
  // cannot.
  private String port(Process process, String name) throws IOException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < limit) {
      String found = portIn(name + ".out");
      if (found == null) {
        found = portIn(name + ".err");
      }
      if (found != null) {
        return found;
      }
      if (!process.isAlive()) {
        throw new IOException("the " + name + " did not start: " + said(name));
      }
      pause();
    }
    throw new IOException(
        "the " + name + " did not say where it listens within 30 s: " + said(name));
  }

  private @Nullable String portIn(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(folder.resolve(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = PORT.matcher(line);
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
    }
    return null;
  }

  private String said(String name) throws IOException {
    return (Files.readString(folder.resolve(name + ".err"))
            + Files.readString(folder.resolve(name + ".out")))
        .strip();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the demo started", interrupted);
    }
  }

  private static int await(Process process, String name) throws IOException {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IOException("the " + name + " did not end within 60 s");
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the " + name, interrupted);
    }
  }

  /**
   * Ends every process that still runs, the last started first, so that the collector hears all of
   * them out.
   */
  @Override
  public void close() throws IOException {
    while (!running.isEmpty()) {
      Process process = running.pop();
      process.destroy();
      await(process, "process");
    }
  }
}
