package dev.weft.daemon.topology;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.daemon.config.Component;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.DeadLetterFile;
import dev.weft.daemon.config.HttpSettings;
import dev.weft.daemon.config.Place;
import dev.weft.daemon.config.Route;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import dev.weft.event.query.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration made of fakes, and the intakes that its collector gives to its sources. */
final class Plan {
  private final List<Component<ReceiverFactory>> sources = new ArrayList<>();
  private final List<Component<FilterFactory>> filters = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Door> doors = new ArrayList<>();
  private final Path deadLetters;

  Plan(Path folder) {
    deadLetters = folder.resolve("dead.ndjson");
  }

  Plan source() {
    Door door = new Door();
    doors.add(door);
    sources.add(component("source" + doors.size(), (Sources) options -> door));
    return this;
  }

  Plan filter(String name, Filter filter) {
    filters.add(component(name, (Filters) options -> filter));
    return this;
  }

  Plan sink(String name, Sink sink) {
    return sink(name, sink, BufferLimits.STANDARD, null);
  }

  Plan sink(String name, Sink sink, BufferLimits limits, String when) {
    routes.add(
        new Route(
            component(name, (Sinks) options -> sink),
            Optional.ofNullable(when).map(Query::parse),
            limits));
    return this;
  }

  /** What source {@code number}, from 0, gives its batches to; there once the collector runs. */
  Intake intake(int number) {
    return doors.get(number).intake;
  }

  Path deadLetters() {
    return deadLetters;
  }

  Configuration configuration() {
    return new Configuration(
        "plan",
        sources,
        filters,
        routes,
        new DeadLetterFile(deadLetters, 3),
        HttpSettings.OFF,
        List.of());
  }

  private static <P extends Plugin> Component<P> component(String name, P plugin) {
    return new Component<>(
        name, plugin, Options.of(name, List.of(), Map.of()), new Place("plan", 1, 1));
  }

  private static final class Door implements Receiver {
    private volatile Intake intake;

    @Override
    public void start(Intake given) {
      intake = given;
    }

    @Override
    public String address() {
      return "door";
    }

    @Override
    public void close() {}
  }

  private interface Fake extends Plugin {
    @Override
    default String type() {
      return "fake";
    }

    @Override
    default String summary() {
      return "for tests";
    }

    @Override
    default List<Option> options() {
      return List.of();
    }
  }

  private interface Sources extends Fake, ReceiverFactory {}

  private interface Filters extends Fake, FilterFactory {}

  private interface Sinks extends Fake, SinkFactory {}
}
