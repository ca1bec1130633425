package dev.weft.daemon.config;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Recognises a configuration of distlogd, the Python collector ({@code locations} of plug-ins,
 * {@code plugins} by {@code package}), and says how to write it now.
 */
final class DistlogdConfiguration {
  private static final Map<String, String> SINKS =
      Map.of(
          "file", "{type: file, path: \"data/events-%Y-%m-%d.ndjson\"}",
          "mongo", "{type: mongodb, …}",
          "redis", "{type: redis, …}",
          "zmq", "{type: zeromq, bind: \"tcp://127.0.0.1:5011\"}",
          "forward", "{type: console}");

  private DistlogdConfiguration() {}

  static boolean recognises(Section root) {
    return root.entry("locations").isPresent()
        || root.entry("plugins").filter(e -> e.value() instanceof SequenceNode).isPresent();
  }

  static void explain(Section root, Reading reading) {
    root.entry("locations")
        .ifPresent(entry ->
            reading.problem(
                entry.place(),
                "\"locations\" is distlogd's list of folders of Python plug-ins, which Weft"
                    + " does not run; leave it out, and name a folder of jars with"
                    + " \"plugins: DIR\" if you need one"));
    root.entry("plugins")
        .filter(entry -> entry.value() instanceof SequenceNode)
        .ifPresent(entry -> explainPlugins(entry, reading));
  }

  private static void explainPlugins(Section.Entry entry, Reading reading) {
    reading.problem(
        entry.place(),
        "\"plugins\" is distlogd's list; write what events come from under \"sources\", as"
            + " apps: {type: zeromq, bind: \"tcp://*:5010\"}, and each plug-in under \"sinks\"");
    for (var item : reading.items(entry.value(), "plugins")) {
      reading
          .section(item, "a plug-in", "package and options")
          .flatMap(section -> section.entry("package"))
          .ifPresent(found -> explainPackage(found, reading));
    }
  }

  private static void explainPackage(Section.Entry entry, Reading reading) {
    String name = reading.text(entry.value(), "package");
    Optional<String> sink =
        SINKS.keySet().stream().filter(name::contains).findFirst().map(SINKS::get);
    reading.problem(
        entry.place(),
        "\"package: "
            + name
            + "\" becomes, under \"sinks\", "
            + sink.map(text -> "a name and " + text).orElse("a sink whose \"type\" does the same"));
  }
}
