package dev.weft.examples.process;

import dev.weft.event.Event;
import dev.weft.event.codec.EventDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@code weft up} with one ZeroMQ source and one file. Used by one thread. */
final class CollectorProcess implements AutoCloseable {
  static final String MAIN = "dev.weft.cli.Main";

  private final Path folder;
  private final JavaProcess process;
  private final String port;

  private CollectorProcess(Path folder, JavaProcess process, String port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Starts it on a free port of the loopback, and waits until it listens. */
  static CollectorProcess start(Path folder) throws IOException {
    return start(folder, 0);
  }

  /** Starts it on that port of the loopback, and waits until it listens. */
  static CollectorProcess start(Path folder, int port) throws IOException {
    Path configuration = folder.resolve("weft.yaml");
    Files.writeString(
        configuration,
        """
        sources:
          apps: {type: zeromq, bind: "tcp://127.0.0.1:%d"}
        sinks:
          kept: {type: file, path: "kept.ndjson"}
        dead-letters: {path: "dead-letters.ndjson"}
        http: {listen: off}
        """
            .formatted(port));
    JavaProcess process =
        JavaProcess.start(
            folder, "collector", List.of(), MAIN, "up", "--config", configuration.toString());
    try {
      String bound = process.awaitSaid("listening: apps at tcp://127\\.0\\.0\\.1:(\\d+)");
      return new CollectorProcess(folder, process, bound);
    } catch (RuntimeException | AssertionError notListening) {
      process.close();
      throw notListening;
    }
  }

  JavaProcess process() {
    return process;
  }

  /** Where it listens. */
  int port() {
    return Integer.parseInt(port);
  }

  /** The address for a program that sends. */
  String address() {
    return "zeromq://127.0.0.1:" + port;
  }

  /** Where it keeps what it received. */
  Path kept() {
    return folder.resolve("kept.ndjson");
  }

  /** What it has kept, in the order in which it came. */
  List<Event> events() throws IOException {
    return Files.readAllLines(kept()).stream()
        .map(line -> EventDecoder.decode(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** What {@code weft tree} draws of what it has kept. */
  String tree(String... options) throws IOException, InterruptedException {
    String[] main = new String[options.length + 4];
    main[0] = MAIN;
    main[1] = "tree";
    main[2] = "--ascii";
    main[3] = kept().toString();
    System.arraycopy(options, 0, main, 4, options.length);
    try (JavaProcess tree = JavaProcess.start(folder, "tree", List.of(), main)) {
      int status = tree.awaitExit(JavaProcess.LIMIT);
      return status == 0 ? tree.out() : "weft tree ended with " + status + ": " + tree.err();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
