package dev.weft.amqp;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import java.time.Duration;
import java.util.Map;

/** The options that sources and streams share. Functions only. */
final class ReceiverParts {
  private static final Duration DEFAULT_TTL = Duration.ofMinutes(10);
  private static final Duration LONGEST_TTL = Duration.ofDays(1);
  private static final int MOST_PREFETCH = 65_535;
  private static final int LARGEST = 128 << 20;

  static final Option PREFETCH =
      Option.withDefault(
          "prefetch",
          Kind.INTEGER,
          "5000",
          "messages that RabbitMQ sends ahead of acknowledgements, 1 to " + MOST_PREFETCH);
  static final Option QUEUE_TTL =
      Option.optional(
          "queue-ttl",
          Kind.DURATION,
          "how long a message stays in a queue of its own, 1ms to 1d; default 10m");
  static final Option MAX_MESSAGE =
      Option.withDefault(
          "max-message", Kind.SIZE, "16MiB", "a larger message is rejected; at most 128MiB");

  private ReceiverParts() {}

  static int prefetch(Options options) {
    return (int) bounded(options, PREFETCH.name(), options.integer(PREFETCH.name()), MOST_PREFETCH);
  }

  static int maxMessage(Options options) {
    return (int) bounded(options, MAX_MESSAGE.name(), options.bytes(MAX_MESSAGE.name()), LARGEST);
  }

  private static long bounded(Options options, String key, long value, long most) {
    if (value < 1 || value > most) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + options.text(key) + "\" is not between 1 and " + most);
    }
    return value;
  }

  static Map<String, Object> queueArguments(Options options) {
    String key = QUEUE_TTL.name();
    Duration ttl = options.has(key) ? options.duration(key) : DEFAULT_TTL;
    if (ttl.toMillis() < 1 || ttl.compareTo(LONGEST_TTL) > 0) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + options.text(key) + "\" is not between 1ms and 1d");
    }
    return Map.of("x-message-ttl", (int) ttl.toMillis());
  }
}
