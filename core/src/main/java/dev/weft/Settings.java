package dev.weft;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.record.QueueLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * All that can be set, under one name in code, as a system property ({@code weft.queue.capacity})
 * and in the environment ({@code WEFT_QUEUE_CAPACITY}). What code says wins over a property, and a
 * property over the environment.
 */
final class Settings {
  static final String TO = "weft.to";
  static final String SERVICE = "weft.service";
  static final String LEVEL = "weft.level";
  static final String QUEUE_CAPACITY = "weft.queue.capacity";
  static final String QUEUE_BYTES = "weft.queue.bytes";
  static final String QUEUE_RESERVE = "weft.queue.reserve";
  static final String QUEUE_WAIT = "weft.queue.wait";
  static final String QUEUE_WAIT_FROM = "weft.queue.wait-from";
  static final String CLOSE_LIMIT = "weft.close.limit";
  static final String HEARTBEAT = "weft.heartbeat";
  static final String REDACT_NAMES = "weft.redact.names";
  static final String REDACT_TEXT = "weft.redact.text";
  static final String STRICT = "weft.strict";
  static final String JAVA_UTIL_LOGGING = "weft.java-util-logging";
  static final String EXPLICIT_END = "weft.require-explicit-end";
  static final String LOCAL_LINES = "weft.local-lines";
  static final String ABORT_OPEN_TASKS = "weft.abort-open-tasks";

  private static final Duration LEAST_HEARTBEAT = Duration.ofMillis(100);
  private static final Duration MOST_HEARTBEAT = Duration.ofHours(1);
  private static final String PREFIX = "weft.";

  private static final List<Option> OPTIONS =
      List.of(
          Option.optional(TO, Kind.TEXTS, "where to send: URIs, separated by commas"),
          Option.optional(SERVICE, Kind.TEXT, "the program's name; default its main class"),
          Option.withDefault(LEVEL, Kind.TEXT, "trace", "the least level that is sent"),
          Option.withDefault(QUEUE_CAPACITY, Kind.INTEGER, "8192", "records held, 4 to 1048576"),
          Option.withDefault(QUEUE_BYTES, Kind.SIZE, "16MiB", "text held, from 256KiB"),
          Option.withDefault(QUEUE_RESERVE, Kind.INTEGER, "15", "percent for WARN and above"),
          Option.withDefault(QUEUE_WAIT, Kind.DURATION, "0ms", "longest wait for room, to 1s"),
          Option.withDefault(QUEUE_WAIT_FROM, Kind.TEXT, "error", "the least level that waits"),
          Option.withDefault(CLOSE_LIMIT, Kind.DURATION, "2s", "longest flush at exit"),
          Option.withDefault(HEARTBEAT, Kind.DURATION, "15s", "between signs of life, 100ms to 1h"),
          Option.optional(REDACT_NAMES, Kind.TEXT, "names of fields not shown, an expression"),
          Option.optional(REDACT_TEXT, Kind.TEXT, "what is masked in texts, an expression"),
          Option.withDefault(
              JAVA_UTIL_LOGGING, Kind.BOOLEAN, "true", "records of JUL and System.Logger are sent"),
          Option.withDefault(STRICT, Kind.BOOLEAN, "false", "mistakes with scopes throw"),
          Option.withDefault(EXPLICIT_END, Kind.BOOLEAN, "false", "tasks must say how they went"),
          Option.withDefault(
              LOCAL_LINES, Kind.BOOLEAN, "true", "tasks and objects in the program's own log"),
          Option.withDefault(
              ABORT_OPEN_TASKS, Kind.BOOLEAN, "false", "tasks still open at the end are ended"));

  private Settings() {}

  /**
   * The settings of this process with those of the code over them.
   *
   * @throws ConfigurationException for a property that is unknown, and a value that is not of its
   *     kind
   */
  static Options read(
      Map<String, String> environment, Properties properties, Map<String, Object> code) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (Option option : OPTIONS) {
      String variable = environment.get(variable(option.name()));
      if (variable != null) {
        given.put(option.name(), variable);
      }
    }
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        given.put(name, properties.getProperty(name));
      }
    }
    given.putAll(code);
    return Options.of("weft", OPTIONS, given);
  }

  /** Whether the process's own settings say where to send. */
  static boolean sayWhere(Map<String, String> environment, Properties properties) {
    return properties.getProperty(TO) != null || environment.get(variable(TO)) != null;
  }

  /** A switch that holds from the first task on, whether Weft is started or not. */
  static boolean flag(String name, boolean otherwise) {
    String value = System.getProperty(name, System.getenv(variable(name)));
    return value == null ? otherwise : Boolean.parseBoolean(value.strip());
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static List<String> destinations(Options options) {
    return !options.has(TO)
        ? List.of()
        : options.texts(TO).stream()
            .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
            .filter(text -> !text.isEmpty())
            .toList();
  }

  static QueueLimits limits(Options options) {
    return new QueueLimits(
        (int) Math.min(Integer.MAX_VALUE, options.integer(QUEUE_CAPACITY)),
        options.bytes(QUEUE_BYTES),
        (int) Math.min(Integer.MAX_VALUE, options.integer(QUEUE_RESERVE)),
        options.duration(QUEUE_WAIT),
        level(options, QUEUE_WAIT_FROM));
  }

  static Duration heartbeat(Options options) {
    Duration interval = options.duration(HEARTBEAT);
    if (interval.compareTo(LEAST_HEARTBEAT) < 0 || interval.compareTo(MOST_HEARTBEAT) > 0) {
      throw new ConfigurationException(
          HEARTBEAT, "\"" + HEARTBEAT + ": " + interval + "\" is not from 100ms to 1h");
    }
    return interval;
  }

  static Level level(Options options, String key) {
    String name = options.text(key);
    return Level.ofName(name)
        .orElseThrow(() ->
            new ConfigurationException(
                key,
                "\""
                    + key
                    + ": "
                    + name
                    + "\" is no level; write trace, debug, info, warn, error or fatal"));
  }

  static String service(Options options) {
    if (options.has(SERVICE)) {
      return options.text(SERVICE);
    }
    String command = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    String last = command.substring(command.lastIndexOf('/') + 1);
    String name =
        last.endsWith(".jar")
            ? last.substring(0, last.length() - 4)
            : last.substring(last.lastIndexOf('.') + 1);
    return name.isEmpty() ? "java" : name;
  }
}
