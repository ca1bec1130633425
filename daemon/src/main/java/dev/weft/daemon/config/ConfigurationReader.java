package dev.weft.daemon.config;

import dev.weft.daemon.plugin.Plugins;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.ReceiverFactory;
import dev.weft.event.flow.SinkFactory;
import dev.weft.event.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a configuration whole, so that all that is wrong is told at once. Used by one thread. */
final class ConfigurationReader {
  private static final Set<String> KEYS =
      Set.of("sources", "filters", "sinks", "plugins", "dead-letters", "http");
  private static final Set<String> ROUTE_KEYS = Set.of("when", "buffer");
  private static final List<Option> BUFFER =
      List.of(
          Option.optional("events", Option.Kind.INTEGER, "how many records may wait, at least 1"),
          Option.optional(
              "bytes",
              Option.Kind.SIZE,
              "how much memory what waits may take; 32MiB, or less where many sinks share a small heap"),
          Option.withDefault(
                  "when-full", Option.Kind.TEXT, "drop-newest", "what becomes of what does not fit")
              .oneOf("drop-newest", "drop-oldest", "block"));
  private static final List<Option> DEAD_LETTERS =
      List.of(
          Option.withDefault(
              "path", Option.Kind.TEXT, "data/dead-letters.ndjson", "an NDJSON file"),
          Option.withDefault(
              "keep", Option.Kind.INTEGER, "100", "how many of each reason, in one run"));

  private final String text;
  private final String name;
  private final Optional<Path> folder;
  private final Reading reading;
  private final Map<String, String> environment;
  private final Plugins plugins = Plugins.onClassPath();

  ConfigurationReader(
      String name, String text, Optional<Path> folder, Map<String, String> environment) {
    this.name = name;
    this.text = text;
    this.folder = folder;
    this.reading = new Reading(name, environment);
    this.environment = environment;
  }

  static ConfigurationReader of(Path file, Optional<Path> folder, Map<String, String> environment)
      throws IOException {
    try {
      String text = Files.readString(file);
      return new ConfigurationReader(file.toString(), text, folder, environment);
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no file " + file, missing);
    } catch (IOException unreadable) {
      throw new IOException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /** Whether a plug-in, of the class path or the given folder, brings that type of sink. */
  boolean knowsSink(String type) {
    try {
      Plugins found = Plugins.onClassPath();
      if (folder.isPresent()) {
        found.addFolder(folder.get());
      }
      return found.sink(type).isPresent();
    } catch (IOException toldWhenItIsRead) {
      return plugins.sink(type).isPresent();
    }
  }

  Configuration read() {
    Optional<Configuration> configuration = reading.root(text).map(this::configuration);
    if (reading.hasProblems() || configuration.isEmpty()) {
      throw new InvalidConfigurationException(reading.problems());
    }
    return configuration.get();
  }

  private Configuration configuration(Section root) {
    if (DistlogdConfiguration.recognises(root)) {
      DistlogdConfiguration.explain(root, reading);
      return new Configuration(
          name,
          List.of(),
          List.of(),
          List.of(),
          DeadLetterFile.STANDARD,
          HttpSettings.OFF,
          List.of());
    }
    root.refuseOthers(KEYS, reading);
    loadPlugins(root);
    List<Component<ReceiverFactory>> sources = sources(root);
    List<Component<FilterFactory>> filters = filters(root);
    List<Route> routes = routes(root);
    DeadLetterFile deadLetters = deadLetters(root);
    HttpSettings http = new HttpReader(reading, sinkReader(), environment).read(root);
    new Clashes(reading).check(sources, routes, deadLetters, http);
    return new Configuration(name, sources, filters, routes, deadLetters, http, plugins.broken());
  }

  private void loadPlugins(Section root) {
    Optional<Section.Entry> entry = root.entry("plugins");
    Place place = entry.map(Section.Entry::place).orElse(root.place());
    Optional<Path> named = entry.map(found -> Path.of(reading.text(found.value(), "plugins")));
    folder
        .or(() -> named)
        .ifPresent(path -> {
          try {
            plugins.addFolder(path);
          } catch (IOException unreadable) {
            reading.problem(
                place,
                "plugins: "
                    + path
                    + " is no folder that can be read; make it, or leave \"plugins\" out");
          }
        });
  }

  private List<Component<ReceiverFactory>> sources(Section root) {
    ComponentReader<ReceiverFactory> reader =
        new ComponentReader<>(
            "source", plugins::source, plugins.sourceTypes(), ReceiverFactory::create, reading);
    return each(root, "sources", (entry, section, all) -> reader.named(entry, section, Set.of()));
  }

  private ComponentReader<SinkFactory> sinkReader() {
    return new ComponentReader<>(
        "sink", plugins::sink, plugins.sinkTypes(), SinkFactory::create, reading);
  }

  private List<Route> routes(Section root) {
    ComponentReader<SinkFactory> reader = sinkReader();
    return each(
        root,
        "sinks",
        (entry, section, all) -> {
          long standardBytes = BufferLimits.standardBytes(all, Runtime.getRuntime().maxMemory());
          Optional<Query> when =
              section
                  .entry("when")
                  .flatMap(query -> new Conditions(reading).read(query.value(), "when"));
          BufferLimits limits =
              section
                  .entry("buffer")
                  .flatMap(buffer -> buffer(reader, buffer, standardBytes))
                  .orElseGet(
                      () -> new BufferLimits(standardBytes, Long.MAX_VALUE, WhenFull.DROP_NEWEST));
          return reader
              .named(entry, section, ROUTE_KEYS)
              .map(sink -> new Route(sink, when, limits));
        });
  }

  /** Reads one entry of a mapping of so many components. */
  private interface EntryReader<T> {
    Optional<T> read(Section.Entry entry, Section section, int all);
  }

  private <T> List<T> each(Section root, String key, EntryReader<T> reader) {
    Optional<Section.Entry> entry = root.entry(key);
    if (entry.isEmpty()) {
      reading.problem(root.place(), "\"" + key + "\" is missing: " + example(key));
      return List.of();
    }
    List<T> found = new ArrayList<>();
    Optional<Section> section =
        reading.section(entry.get().value(), "\"" + key + "\"", "names: " + example(key));
    List<Section.Entry> components = section.map(Section::entries).orElse(List.of());
    for (Section.Entry component : components) {
      reading
          .section(component.value(), "\"" + component.key() + "\"", example(key))
          .flatMap(options -> reader.read(component, options, components.size()))
          .ifPresent(found::add);
    }
    if (section.isPresent() && components.isEmpty()) {
      reading.problem(entry.get().place(), "\"" + key + "\" is empty: " + example(key));
    }
    return found;
  }

  private static String example(String key) {
    return key.equals("sources")
        ? "apps: {type: zeromq, bind: \"tcp://127.0.0.1:5010\"}"
        : "events: {type: file, path: \"data/events-%Y-%m-%d.ndjson\"}";
  }

  private Optional<BufferLimits> buffer(
      ComponentReader<SinkFactory> reader, Section.Entry entry, long standardBytes) {
    Function<Options, BufferLimits> limits =
        options -> {
          long bytes =
              options.has("bytes")
                  ? atLeast(1, options.bytes("bytes"), "bytes", entry)
                  : standardBytes;
          long events =
              options.has("events")
                  ? atLeast(1, options.integer("events"), "events", entry)
                  : Long.MAX_VALUE;
          return new BufferLimits(bytes, events, WhenFull.of(options.text("when-full")));
        };
    return reading
        .section(entry.value(), "\"buffer\"", "events, bytes, when-full")
        .flatMap(section -> reader.options("buffer", BUFFER, section, entry.place()))
        .map(limits);
  }

  private long atLeast(long least, long value, String key, Section.Entry entry) {
    if (value < least) {
      reading.problem(entry.place(), "\"" + key + ": " + value + "\" must be at least " + least);
      return least;
    }
    return value;
  }

  private List<Component<FilterFactory>> filters(Section root) {
    ComponentReader<FilterFactory> reader =
        new ComponentReader<>(
            "filter", plugins::filter, plugins.filterTypes(), FilterFactory::create, reading);
    List<Component<FilterFactory>> filters = new ArrayList<>();
    Optional<Section.Entry> entry = root.entry("filters");
    int position = 0;
    for (Node item :
        entry.map(found -> reading.items(found.value(), "\"filters\"")).orElse(List.of())) {
      position++;
      filter(item, position, reader).ifPresent(filters::add);
    }
    return filters;
  }

  private Optional<Component<FilterFactory>> filter(
      Node item, int position, ComponentReader<FilterFactory> reader) {
    Optional<Section> section =
        reading.section(item, "a filter", "one key, such as drop: \"level:<info\"");
    if (section.isEmpty()) {
      return Optional.empty();
    }
    List<Section.Entry> keys = section.get().entries();
    if (keys.size() != 1) {
      reading.problem(
          section.get().place(),
          "a filter has one key, its type, not " + keys.size() + "; begin each filter with \"- \"");
      return Optional.empty();
    }
    return reader.keyed(position + "-" + keys.get(0).key(), keys.get(0));
  }

  private DeadLetterFile deadLetters(Section root) {
    ComponentReader<SinkFactory> reader = sinkReader();
    Optional<Section.Entry> entry = root.entry("dead-letters");
    return entry
        .flatMap(found -> reading.section(found.value(), "\"dead-letters\"", "path, keep"))
        .flatMap(section ->
            reader.options("dead-letters", DEAD_LETTERS, section, entry.orElseThrow().place()))
        .map(options ->
            new DeadLetterFile(
                options.path("path"),
                atLeast(0, options.integer("keep"), "keep", entry.orElseThrow())))
        .orElse(DeadLetterFile.STANDARD);
  }
}
