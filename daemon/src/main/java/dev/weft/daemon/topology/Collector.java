package dev.weft.daemon.topology;

import static java.util.Objects.requireNonNull;

import dev.weft.daemon.config.Component;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.Route;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import dev.weft.event.store.EventStore;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running collector: sources, filters and sinks joined as a configuration says.
 *
 * <p>Work runs to completion on the source's thread; only batches cross threads, to the sinks, each
 * of which has its own buffer and thread. Usable from any thread.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Collector.class.getName());
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Map<String, Receiver> receivers = new LinkedHashMap<>();
  private final List<SourceIntake> intakes = new ArrayList<>();
  private final List<SinkStation> sinks = new ArrayList<>();
  private final @Nullable SourceIntake http;
  private final FilterChain filters;
  private final DeadLetters deadLetters;
  private final Object stopping = new Object();
  private boolean stopped;

  private Collector(Configuration configuration) {
    deadLetters = new DeadLetters(configuration.deadLetters(), Clock.systemUTC());
    for (Route route : configuration.routes()) {
      sinks.add(
          new SinkStation(
              route, route.sink().plugin().create(route.sink().options()), deadLetters));
    }
    filters =
        new FilterChain(
            configuration.filters().stream().map(Collector::step).toList(), deadLetters);
    for (Component<ReceiverFactory> source : configuration.sources()) {
      receivers.put(source.name(), source.plugin().create(source.options()));
      intakes.add(new SourceIntake(source.name(), filters, sinks, deadLetters));
    }
    http =
        configuration.http().listen().isPresent()
            ? new SourceIntake("http", filters, sinks, deadLetters)
            : null;
    if (http != null) {
      intakes.add(http);
    }
  }

  private static FilterChain.Step step(Component<FilterFactory> filter) {
    String name = "filter." + filter.name();
    return new FilterChain.Step(
        name, filter.plugin().create(filter.options()), new FlowMetrics(name));
  }

  /**
   * Starts all. A sink that cannot be opened does not stop it: it is tried again while its buffer
   * fills.
   *
   * @throws IOException when a source's address or file cannot be had; the message names it, and
   *     nothing runs
   */
  public static Collector start(Configuration configuration) throws IOException {
    Collector collector = new Collector(requireNonNull(configuration, "configuration"));
    boolean running = false;
    try {
      collector.startAll();
      running = true;
      return collector;
    } finally {
      if (!running) {
        collector.close();
      }
    }
  }

  private void startAll() throws IOException {
    sinks.forEach(SinkStation::start);
    int index = 0;
    for (Map.Entry<String, Receiver> source : receivers.entrySet()) {
      try {
        source.getValue().start(intakes.get(index++));
      } catch (IOException unavailable) {
        throw new IOException(
            "source \"" + source.getKey() + "\": " + unavailable.getMessage(), unavailable);
      }
    }
  }

  /** Where each source listens or reads, by its name, with the ports really bound. */
  public Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    receivers.forEach((name, receiver) -> addresses.put(name, receiver.address()));
    return Collections.unmodifiableMap(addresses);
  }

  /**
   * What takes in what is sent over HTTP, as any source's; one thread at a time. Empty where
   * nothing is served.
   */
  public Optional<Intake> httpIntake() {
    return Optional.ofNullable(http);
  }

  /** The first sink's store that can be asked. */
  public Optional<EventStore> store() {
    return sinks.stream().flatMap(sink -> sink.store().stream()).findFirst();
  }

  /** The sink for which who sends more now had better wait. */
  public Optional<String> congested() {
    return sinks.stream().flatMap(sink -> sink.congested().stream()).findFirst();
  }

  /** Whether no source can bring anything more. */
  public boolean exhausted() {
    return receivers.values().stream().allMatch(Receiver::exhausted);
  }

  /** The counters of all stations now. */
  public Counts counts() {
    FlowMetrics.Count dead = deadLetters.count();
    List<Counts.SinkCount> sinkCounts = sinks.stream().map(SinkStation::count).toList();
    List<FlowMetrics.Count> filterCounts = new ArrayList<>();
    List<FlowMetrics> metrics = filters.metrics();
    for (int i = metrics.size() - 1; i >= 0; i--) {
      filterCounts.add(0, metrics.get(i).count());
    }
    List<FlowMetrics.Count> sourceCounts = intakes.stream().map(SourceIntake::count).toList();
    return new Counts(sourceCounts, filterCounts, sinkCounts, dead);
  }

  /**
   * Stops: the sources first, which read what is there; then the sinks deliver what waits, within
   * the limit. What is left then is dropped and counted as {@code shutdown}. A second call does
   * nothing.
   *
   * @param limit for all of it; the sources take at most half
   */
  public Counts stop(Duration limit) {
    synchronized (stopping) {
      if (!stopped) {
        stopped = true;
        long now = System.nanoTime();
        closeReceivers(now + limit.toNanos() / 2);
        sinks.forEach(SinkStation::seal);
        sinks.forEach(sink -> sink.close(now + limit.toNanos()));
      }
    }
    return counts();
  }

  // Each in a thread of its own: one may wait for a full sink that blocks, and must not keep the
  // others from stopping.
  private void closeReceivers(long deadline) {
    List<Thread> closers = new ArrayList<>();
    receivers.forEach((name, receiver) -> {
      Thread closer = new Thread(() -> close(name, receiver), "weft-close{" + name + "}");
      closer.setDaemon(true);
      closer.start();
      closers.add(closer);
    });
    for (Thread closer : closers) {
      try {
        closer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void close(String name, Receiver receiver) {
    try {
      receiver.close();
    } catch (RuntimeException | LinkageError failed) {
      LOG.log(Logger.Level.WARNING, "source " + name + " did not close cleanly", failed);
    }
  }

  /** Stops within five seconds. */
  @Override
  public void close() {
    stop(CLOSE_LIMIT);
  }
}
