package dev.weft.amqp;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options that both ends share, in a file and as an address's parameters. Functions only. */
final class CommonOptions {
  static final String URI = "uri";
  static final String EXCHANGE = "exchange";
  static final String EXCHANGE_TYPE = "exchange-type";

  private static final String HEARTBEAT = "heartbeat";
  private static final String TIMEOUT = "timeout";
  private static final String AUTHORITIES = "ca";
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int LONGEST_EXCHANGE = 127;

  private static final Option ADDRESS =
      Option.withDefault(
          URI,
          Kind.TEXT,
          "amqp://127.0.0.1:5672",
          "amqp://[user[:password]@]host[:port][/vhost], or amqps:// for TLS");
  private static final List<Option> CONNECTION =
      List.of(
          Option.withDefault(
              HEARTBEAT,
              Kind.DURATION,
              "20s",
              "a peer that is silent for twice as long counts as gone; whole seconds, 1s to 1h"),
          Option.withDefault(
              TIMEOUT, Kind.DURATION, "10s", "limit of each wait for RabbitMQ, at least 1ms"),
          Option.optional(
              AUTHORITIES,
              Kind.TEXT,
              "file of the certificates to believe, PEM, for amqps; default those of the JVM"));
  private static final List<Option> TARGET =
      List.of(
          Option.withDefault(
              EXCHANGE, Kind.TEXT, "lc-topic", "exchange, declared durable where it is missing"),
          Option.withDefault(EXCHANGE_TYPE, Kind.TEXT, "topic", "type of the exchange")
              .oneOf("topic", "headers", "fanout"));

  private CommonOptions() {}

  /** Those of a file: the address, the exchange, the connection, and {@code more}. */
  static List<Option> ofFile(List<Option> more) {
    List<Option> all = new ArrayList<>(List.of(ADDRESS));
    all.addAll(ofAddress(true, more));
    return List.copyOf(all);
  }

  /** Those that an address may have behind its question mark. */
  static List<Option> ofAddress(boolean exchange, List<Option> more) {
    List<Option> all = new ArrayList<>();
    if (exchange) {
      all.addAll(TARGET);
    }
    all.addAll(more);
    all.addAll(CONNECTION);
    return List.copyOf(all);
  }

  /** The broker that a file's options name. */
  static Broker broker(Options options) {
    AmqpAddress address = AmqpAddress.parse(URI, options.text(URI));
    if (!address.parameters().isEmpty()) {
      throw new ConfigurationException(
          URI,
          "\"uri\" has parameters behind its question mark; write them as keys of their own: "
              + String.join(", ", address.parameters().keySet()));
    }
    return broker(options.name(), address, options);
  }

  /** The broker at that address. */
  static Broker broker(String name, AmqpAddress address, Options options) {
    Path authorities = options.has(AUTHORITIES) ? options.path(AUTHORITIES) : null;
    if (authorities != null && !address.tls()) {
      throw new ConfigurationException(
          AUTHORITIES, "\"ca\" is for an address that begins with amqps://");
    }
    return new Broker(
        name,
        address,
        bounded(options, HEARTBEAT, Duration.ofSeconds(1), "1s"),
        bounded(options, TIMEOUT, Duration.ofMillis(1), "1ms"),
        address.tls() ? Trust.context(AUTHORITIES, authorities) : null);
  }

  private static Duration bounded(Options options, String key, Duration least, String leastText) {
    Duration value = options.duration(key);
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new ConfigurationException(
          key,
          "\"" + key + ": " + options.text(key) + "\" is not between " + leastText + " and 1h");
    }
    return value;
  }

  /** The exchange that the options name. */
  static Exchange exchange(Options options) {
    return new Exchange(exchangeName(options.text(EXCHANGE)), options.text(EXCHANGE_TYPE));
  }

  /** An exchange's name that AMQP permits and that is not the nameless one. */
  static String exchangeName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_EXCHANGE) {
      throw new ConfigurationException(
          EXCHANGE,
          "\"exchange: "
              + name
              + "\" is not a name of 1 to "
              + LONGEST_EXCHANGE
              + " characters; contexture's is lc-topic");
    }
    return name;
  }
}
