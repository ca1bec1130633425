package dev.weft.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All subjects by name; each is made alone, in a virtual machine of its own. */
final class Subjects {
  private static final Map<String, Supplier<Subject>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "weft-logback", LogbackSubjects::weft,
              "logback-async-logstash", LogbackSubjects::asyncLogstash,
              "weft-log4j2", Log4jSubjects::weft,
              "log4j2-async-json", Log4jSubjects::asyncJson,
              "weft-task", TaskSubjects::weft,
              "opentelemetry-span", TaskSubjects::openTelemetry));

  private Subjects() {}

  static Subject create(String name) {
    Supplier<Subject> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no subject " + name + "; known: " + BY_NAME.keySet());
    }
    return maker.get();
  }
}
