package dev.weft.benchmarks;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All subjects by name; each is made alone, in a virtual machine of its own. */
final class Subjects {
  private static final Map<String, Supplier<Subject>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              entry("weft-logback", LogbackSubjects::weft),
              entry("logback-async-logstash", LogbackSubjects::asyncLogstash),
              entry("weft-log4j2", Log4jSubjects::weft),
              entry("log4j2-async-json", Log4jSubjects::asyncJson),
              entry("weft-task", TaskSubjects::weft),
              entry("opentelemetry-span", TaskSubjects::openTelemetry),
              entry("weft-object", ObjectSubjects::discarding),
              entry("weft-object-amqp", ObjectSubjects::amqp),
              entry("weft-object-broker-away", ObjectSubjects::brokerAway),
              entry("amqp-client-jackson", PublisherSubject::new),
              entry("opentelemetry-log", LogRecordSubject::new)));

  private Subjects() {}

  static Subject create(String name) {
    Supplier<Subject> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no subject " + name + "; known: " + BY_NAME.keySet());
    }
    return maker.get();
  }
}
