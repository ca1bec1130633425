package dev.weft.daemon.config;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.ReceiverFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a collector does: where events come from, which steps each takes, where they go.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param name where it was read, for a person
 * @param sources where events come from, at least one
 * @param filters the steps, in their order
 * @param routes the sinks, at least one
 * @param deadLetters where samples of what could not be used are kept
 * @param http where the API and the page are served
 * @param notices what a person should know though it stops nothing, such as a plug-in that could
 *     not be loaded
 */
public record Configuration(
    String name,
    List<Component<ReceiverFactory>> sources,
    List<Component<FilterFactory>> filters,
    List<Route> routes,
    DeadLetterFile deadLetters,
    HttpSettings http,
    List<String> notices) {
  private static final String STANDARD =
      """
      sources:
        apps: {type: zeromq, bind: "tcp://127.0.0.1:5010"}
      sinks:
        events: {type: store, path: "data/store"}
        console: {type: console}
      """;
  private static final String WITHOUT_STORE =
      """
      sources:
        apps: {type: zeromq, bind: "tcp://127.0.0.1:5010"}
      sinks:
        events: {type: file, path: "data/events-%Y-%m-%d.ndjson"}
        console: {type: console}
      """;

  /** Copies the lists. */
  public Configuration {
    sources = List.copyOf(sources);
    filters = List.copyOf(filters);
    routes = List.copyOf(routes);
    requireNonNull(http, "http");
    notices = List.copyOf(notices);
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param plugins a folder of more plug-ins, in place of the file's own {@code plugins}
   * @throws IOException when the file cannot be read
   * @throws InvalidConfigurationException for all that is wrong with what it says
   */
  public static Configuration read(Path file, Optional<Path> plugins) throws IOException {
    return ConfigurationReader.of(file, plugins, System.getenv()).read();
  }

  /**
   * Reads a text in the file's form.
   *
   * @param name stands for the file's in messages
   * @param environment what {@code ${NAME}} finds
   * @throws InvalidConfigurationException for all that is wrong with what it says
   */
  public static Configuration parse(String name, String text, Map<String, String> environment) {
    return new ConfigurationReader(name, text, Optional.empty(), environment).read();
  }

  /**
   * What holds without a file: a ZeroMQ socket on this machine's own address, a store under {@code
   * data/}, the console, and the page. Where no plug-in brings a store, files by day stand in for
   * it, and a notice says so.
   *
   * @param plugins a folder of plug-ins
   */
  public static Configuration standard(Optional<Path> plugins) {
    ConfigurationReader reader = new ConfigurationReader("(default)", STANDARD, plugins, Map.of());
    if (reader.knowsSink("store")) {
      return reader.read();
    }
    return new ConfigurationReader("(default)", WITHOUT_STORE, plugins, Map.of())
        .read()
        .noting("no plug-in brings a store here: events go into files, and the page shows nothing");
  }

  private Configuration noting(String notice) {
    List<String> more = new ArrayList<>(notices);
    more.add(notice);
    return new Configuration(name, sources, filters, routes, deadLetters, http, more);
  }

  /** {@link #standard} as a file would say it. */
  public static String standardText() {
    return STANDARD;
  }
}
