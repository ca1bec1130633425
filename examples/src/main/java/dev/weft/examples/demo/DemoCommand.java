package dev.weft.examples.demo;

import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code weft demo}: starts a collector and three processes, a front and a warehouse in Java and a
 * payment service in Python, has customers buy things, and draws the trees that came out. With
 * {@code --live} a shop of four processes goes on selling, and tells a collector that runs.
 */
public final class DemoCommand implements Command {
  private static final String HELP =
      """
      Usage: weft demo [--ascii]
             weft demo --live [--rate N] [--for TIME] [--to ADDRESS]
      Three real processes, one of them in Python where python3-zmq is installed, hand
      a task to each other, and their trees are drawn.
            --ascii           Draw with ASCII signs only.
            --live            A shop of four processes that goes on selling, for the
                              page to show: nested tasks across processes, live
                              objects, errors with causes, slow requests, retries.
            --rate N          Orders a second; each is some 25 events. Default 2.
            --for TIME        How long: 30s, 5m, 1h. Default: until Ctrl-C.
            --to ADDRESS      Which collector is told. Default:
                              zeromq://127.0.0.1:5010
        -h, --help            Show this help.
      """;
  private static final String SCHEME = "zeromq://";
  private static final String USUAL = SCHEME + "127.0.0.1:5010";
  private static final int END_SECONDS = 20;

  /** For the service loader. */
  public DemoCommand() {}

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "real processes hand a task to each other, once or on and on";
  }

  /** A way to run, once the arguments are read. */
  private interface Body {
    int run(Path folder) throws IOException, InterruptedException;
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    try {
      Arguments given =
          Arguments.parse(
              arguments, List.of("--rate", "--for", "--to"), List.of("--ascii", "--live"), 0);
      if (given.help()) {
        streams.out().print(HELP);
        return FOUND;
      }
      boolean live =
          given.has("--live")
              || Stream.of("--rate", "--for", "--to")
                  .anyMatch(option -> given.value(option).isPresent());
      return run(
          live ? folder -> live(given, streams, folder) : folder -> tour(given, streams, folder));
    } catch (IllegalArgumentException wrongUsage) {
      streams.err().println("weft demo: " + wrongUsage.getMessage());
      return USAGE;
    } catch (IOException failed) {
      streams.err().println("weft demo: " + failed.getMessage());
      return CONNECTION;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return NOTHING_FOUND;
    }
  }

  private static int run(Body body) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weft-demo");
    try {
      return body.run(folder);
    } finally {
      delete(folder);
    }
  }

  private static int tour(Arguments given, Streams streams, Path folder) throws IOException {
    Path events = folder.resolve("events.ndjson");
    try (Shop shop = Shop.open(folder, events, streams.err())) {
      shop.sell();
    }
    List<String> look = given.has("--ascii") ? List.of("--ascii") : List.of();
    List<String> treeArguments =
        Stream.concat(look.stream(), Stream.of("--no-runs", events.toString())).toList();
    return command("tree").run(treeArguments, streams);
  }

  private static int live(Arguments given, Streams streams, Path folder)
      throws IOException, InterruptedException {
    double rate = rate(given.value("--rate").orElse("2"));
    long seconds = given.value("--for").map(DemoCommand::seconds).orElse(0L);
    String collector = address(given.value("--to").orElse(USUAL));
    CountDownLatch ended = new CountDownLatch(1);
    LivingShop shop = new LivingShop(folder, streams.err());
    Thread hook = new Thread(() -> stop(shop, ended), "weft-demo-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try (shop) {
      shop.sell(collector, rate, seconds);
      return FOUND;
    } finally {
      // The folder goes before the process does, whichever of the two ways it ends.
      shop.close();
      delete(folder);
      ended.countDown();
    }
  }

  private static void stop(LivingShop shop, CountDownLatch ended) {
    shop.stop();
    try {
      ended.await(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stoppedToo) {
      Thread.currentThread().interrupt();
    }
  }

  private static double rate(String text) {
    if (text.matches("\\d{1,3}(\\.\\d{1,3})?") && Double.parseDouble(text) > 0) {
      return Double.parseDouble(text);
    }
    throw new IllegalArgumentException(
        "--rate " + text + ": expected orders a second, above 0 and below 1000, such as 0.5");
  }

  private static long seconds(String text) {
    if (text.matches("\\d{1,6}[smh]?")) {
      long number = Long.parseLong(text.replaceAll("\\D", ""));
      return text.endsWith("h") ? number * 3600 : text.endsWith("m") ? number * 60 : number;
    }
    throw new IllegalArgumentException("--for " + text + ": expected a time such as 30s, 5m, 1h");
  }

  private static String address(String text) {
    String place = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    if (place.matches("[^:/\\s]+:\\d{1,5}")) {
      return place;
    }
    throw new IllegalArgumentException("--to " + text + ": expected an address such as " + USUAL);
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
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
