package dev.weft.examples.demo;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * {@code weft demo}: starts a collector and three processes, a front and a warehouse in Java and a
 * payment service in Python, has customers buy things, and draws the trees that came out.
 */
public final class DemoCommand implements Command {
  /** For the service loader. */
  public DemoCommand() {}

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "three real processes hand a task to each other, and their tree is drawn";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    if (!arguments.isEmpty() && !List.of("--ascii").containsAll(arguments)) {
      streams.err().println("usage: weft demo [--ascii]");
      return arguments.contains("--help") ? FOUND : USAGE;
    }
    try {
      Path folder = Files.createTempDirectory("weft-demo");
      try {
        return run(arguments, streams, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException failed) {
      streams.err().println("weft demo: " + failed.getMessage());
      return CONNECTION;
    }
  }

  private static int run(List<String> arguments, Streams streams, Path folder) throws IOException {
    Path events = folder.resolve("events.ndjson");
    try (Shop shop = Shop.open(folder, events, streams.err())) {
      shop.sell();
    }
    Command tree = command("tree");
    List<String> treeArguments =
        Stream.concat(arguments.stream(), Stream.of("--no-runs", events.toString())).toList();
    return tree.run(treeArguments, streams);
  }

  private static Command command(String name) {
    return ServiceLoader.load(Command.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("weft " + name + " is not installed beside weft demo"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
