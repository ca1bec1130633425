package dev.weft.daemon.command;

import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.InvalidConfigurationException;
import dev.weft.daemon.http.HttpServer;
import dev.weft.daemon.topology.Collector;
import dev.weft.daemon.topology.Counts;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code weft up}: runs the collector until it is told to stop. */
public final class UpCommand implements Command {
  private static final String USAGE_TEXT =
      """
      Usage: weft up [--config FILE] [--plugins DIR] [--stats[=TIME]] [--drain TIME] [--exit-when-done]
      Runs the collector. Without a file, and without a weft.yaml here, it listens on
      tcp://127.0.0.1:5010, keeps events in data/store, prints them, and serves the page
      on http://127.0.0.1:7410/.
        --config FILE     what to do; see weft check
        --plugins DIR     a folder of jars with more sources, filters and sinks
        --stats[=TIME]    prints the counters every 10s, or as often as TIME says
        --drain TIME      how long stopping may take; 5s
        --exit-when-done  stops when every source has come to its end
        -h, --help        this
      Ctrl-C or SIGTERM stops it, and prints the counters; SIGUSR2 prints them at once.
      Exit status: 0 stopped, 2 wrong configuration, 3 an address or file cannot be had
      """;
  private static final Path LOCAL = Path.of("weft.yaml");
  private static final List<Option> TIMES =
      List.of(
          Option.withDefault("--stats", Option.Kind.DURATION, "10s", "time between counters"),
          Option.withDefault("--drain", Option.Kind.DURATION, "5s", "limit for stopping"));
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** For the service loader. */
  public UpCommand() {}

  @Override
  public String name() {
    return "up";
  }

  @Override
  public String summary() {
    return "run the collector";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    PrintStream err = streams.err();
    try {
      Arguments given =
          Arguments.parse(
              // A bare --stats has no value to take.
              arguments.stream().map(a -> a.equals("--stats") ? "--stats=10s" : a).toList(),
              List.of("--config", "--plugins", "--stats", "--drain"),
              List.of("--exit-when-done"),
              0);
      if (given.help()) {
        streams.out().print(USAGE_TEXT);
        return FOUND;
      }
      return run(given, configuration(given), err);
    } catch (InvalidConfigurationException wrong) {
      err.println(wrong.getMessage());
      return USAGE;
    } catch (IllegalArgumentException wrong) {
      err.println("weft up: " + wrong.getMessage());
      return USAGE;
    } catch (IOException unavailable) {
      err.println("weft up: " + unavailable.getMessage());
      return CONNECTION;
    }
  }

  private static Configuration configuration(Arguments given) {
    Optional<Path> plugins = given.value("--plugins").map(Path::of);
    Optional<Path> file =
        given.value("--config").map(Path::of).or(() -> Optional.of(LOCAL).filter(Files::exists));
    try {
      return file.isPresent()
          ? Configuration.read(file.get(), plugins)
          : Configuration.standard(plugins);
    } catch (IOException unreadable) {
      throw new ConfigurationException("", String.valueOf(unreadable.getMessage()));
    }
  }

  private static int run(Arguments given, Configuration configuration, PrintStream err)
      throws IOException {
    Options times = Options.of("up", TIMES, times(given));
    CountDownLatch stop = new CountDownLatch(1);
    configuration.notices().forEach(notice -> err.println("plug-in: " + notice));
    // Before anything runs: a signal that nobody handles would end the process in the middle.
    Stopping stopping = Stopping.onSignals(stop);
    AtomicReference<@Nullable Collector> running = new AtomicReference<>();
    Signals.handle(
        "USR2", () -> Optional.ofNullable(running.get()).ifPresent(c -> print(c.counts(), err)));
    Collector collector = Collector.start(configuration);
    running.set(collector);
    Optional<HttpServer> http = serve(configuration, collector);
    announce(configuration, collector, http, err);
    http.ifPresent(HttpServer::rehearse);
    Optional<Duration> every = given.value("--stats").map(unused -> times.duration("--stats"));
    try {
      watch(collector, stop, every, given.has("--exit-when-done"), err);
    } finally {
      http.ifPresent(HttpServer::close);
      Counts counts = collector.stop(times.duration("--drain"));
      print(counts, err);
      nameLost(counts, err);
      err.flush();
      stopping.done();
    }
    return FOUND;
  }

  private static Optional<HttpServer> serve(Configuration configuration, Collector collector)
      throws IOException {
    if (configuration.http().listen().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(HttpServer.start(configuration.http(), collector, Clock.systemUTC()));
    } catch (IOException unavailable) {
      collector.close();
      throw unavailable;
    }
  }

  private static Map<String, String> times(Arguments given) {
    Map<String, String> times = new TreeMap<>();
    given.value("--stats").ifPresent(value -> times.put("--stats", value));
    given.value("--drain").ifPresent(value -> times.put("--drain", value));
    return times;
  }

  private static void announce(
      Configuration configuration,
      Collector collector,
      Optional<HttpServer> http,
      PrintStream err) {
    err.println("weft collects, as " + configuration.name() + " says:");
    err.print(Outline.of(configuration));
    collector
        .addresses()
        .forEach((name, address) -> err.println("listening: " + name + " at " + address));
    String kind = configuration.http().page() ? "open " : "API at ";
    http.ifPresent(server -> err.println(kind + server.address() + "/"));
    err.println("Ctrl-C stops.");
  }

  private static void watch(
      Collector collector,
      CountDownLatch stop,
      Optional<Duration> every,
      boolean untilDone,
      PrintStream err) {
    long period = every.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    long printed = System.nanoTime();
    try {
      while (!stop.await(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
        if (untilDone && collector.exhausted()) {
          return;
        }
        if (System.nanoTime() - printed >= period) {
          printed = System.nanoTime();
          print(collector.counts(), err);
        }
      }
    } catch (InterruptedException toldToStop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(Counts counts, PrintStream err) {
    err.print(CountsTable.of(counts));
  }

  private static void nameLost(Counts counts, PrintStream err) {
    for (Counts.SinkCount sink : counts.sinks()) {
      long lost = sink.count().dropped().getOrDefault("shutdown", 0L);
      if (lost > 0) {
        err.println(
            "lost: "
                + lost
                + " records still waited for "
                + sink.count().station()
                + sink.trouble().map(trouble -> " (" + trouble + ")").orElse("")
                + "; a longer --drain gives it more time");
      }
    }
  }
}
