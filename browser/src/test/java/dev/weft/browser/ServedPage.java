package dev.weft.browser;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.daemon.config.Component;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.DeadLetterFile;
import dev.weft.daemon.config.HttpSettings;
import dev.weft.daemon.config.Place;
import dev.weft.daemon.config.Route;
import dev.weft.daemon.http.HttpServer;
import dev.weft.daemon.topology.Collector;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.StoreSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A collector in this process that serves the page on a free port, over a store in memory. */
final class ServedPage implements AutoCloseable {
  private final Collector collector;
  private final HttpServer server;
  private final EventStore store;

  private ServedPage(Collector collector, HttpServer server, EventStore store) {
    this.collector = collector;
    this.server = server;
    this.store = store;
  }

  static ServedPage start(Path folder) throws IOException {
    MemoryStore store = MemoryStore.create();
    SinkFactory factory = new MemoryFactory(new MemorySink(store));
    Route route =
        new Route(
            new Component<>(
                "memory",
                factory,
                Options.of("memory", List.of(), Map.of()),
                new Place("test", 1, 1)),
            Optional.empty(),
            BufferLimits.STANDARD);
    HttpSettings http =
        new HttpSettings(
            Optional.of(new HttpSettings.Listen("127.0.0.1", 0)),
            List.of(),
            List.of(),
            true,
            folder.resolve("views"));
    Configuration configuration =
        new Configuration(
            "test",
            List.of(),
            List.of(),
            List.of(route),
            new DeadLetterFile(folder.resolve("dead.ndjson"), 10),
            http,
            List.of());
    Collector collector = Collector.start(configuration);
    return new ServedPage(collector, HttpServer.start(http, collector, Clock.systemUTC()), store);
  }

  String address() {
    return server.address();
  }

  void append(Batch batch) throws IOException {
    store.append(batch);
  }

  @Override
  public void close() {
    server.close();
    collector.close();
  }

  private record MemorySink(EventStore store) implements StoreSink {
    @Override
    public Delivery deliver(Batch batch) throws IOException {
      store.append(batch);
      return Delivery.DELIVERED;
    }

    @Override
    public void close() {}
  }

  private record MemoryFactory(Sink sink) implements SinkFactory {
    @Override
    public String type() {
      return "memory";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public List<Option> options() {
      return List.of();
    }

    @Override
    public Sink create(Options options) {
      return sink;
    }
  }
}
