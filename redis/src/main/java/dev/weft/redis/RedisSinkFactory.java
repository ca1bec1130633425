package dev.weft.redis;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes sinks of type {@code redis}, which append records to a Redis list, publish them on a
 * channel, or both.
 *
 * <p>A batch is one command or one transaction: it arrives whole or not at all, and in order. When
 * the connection breaks before the answer, the batch is given again, and may then be there twice:
 * at most one batch for each break.
 *
 * <p>Immutable, usable from any thread.
 */
public final class RedisSinkFactory implements SinkFactory {
  private static final String URI = "uri";
  private static final String LIST = "list";
  private static final String CHANNEL = "channel";
  private static final String MAX_LENGTH = "max-length";
  private static final String TIMEOUT = "timeout";

  /** Does nothing; for {@link java.util.ServiceLoader}. */
  public RedisSinkFactory() {}

  @Override
  public String type() {
    return "redis";
  }

  @Override
  public String summary() {
    return "appends records to a Redis list, publishes them on a channel, or both";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.withDefault(
            URI,
            Kind.TEXT,
            "redis://127.0.0.1:6379",
            "redis://[[user:]password@]host[:port][/database], or rediss:// for TLS"),
        Option.optional(LIST, Kind.TEXT, "key of the list that records are appended to (RPUSH)"),
        Option.optional(CHANNEL, Kind.TEXT, "channel that records are published on (PUBLISH)"),
        Option.optional(
            MAX_LENGTH,
            Kind.INTEGER,
            "records that the list keeps, the oldest going first (LTRIM); at least 1, without it"
                + " the list grows"),
        Option.withDefault(
            TIMEOUT, Kind.DURATION, "10s", "limit of each wait for Redis, at least 1ms"));
  }

  @Override
  public Sink create(Options options) {
    if (!options.has(LIST) && !options.has(CHANNEL)) {
      throw new ConfigurationException(
          LIST, "neither \"list\" nor \"channel\" is given: say where the records go");
    }
    Duration timeout = options.duration(TIMEOUT);
    if (timeout.toMillis() < 1) {
      throw new ConfigurationException(TIMEOUT, "\"timeout\" < 1ms: " + timeout);
    }
    return new RedisSink(
        options.name(),
        address(options.text(URI), timeout),
        options.has(LIST) ? options.text(LIST) : null,
        options.has(CHANNEL) ? options.text(CHANNEL) : null,
        maxLength(options));
  }

  private static OptionalLong maxLength(Options options) {
    if (!options.has(MAX_LENGTH)) {
      return OptionalLong.empty();
    }
    long length = options.integer(MAX_LENGTH);
    if (!options.has(LIST)) {
      throw new ConfigurationException(MAX_LENGTH, "\"max-length\" needs \"list\"");
    }
    if (length < 1) {
      throw new ConfigurationException(MAX_LENGTH, "\"max-length\" < 1: " + length);
    }
    return OptionalLong.of(length);
  }

  private static RedisURI address(String text, Duration timeout) {
    if (!text.startsWith("redis://") && !text.startsWith("rediss://")) {
      throw unreadable();
    }
    try {
      RedisURI uri = RedisURI.create(text);
      uri.setTimeout(timeout);
      return uri;
    } catch (IllegalArgumentException notAnAddress) {
      throw unreadable();
    }
  }

  // Without the value and without a cause, since both may hold a password.
  private static ConfigurationException unreadable() {
    return new ConfigurationException(
        URI,
        "\"uri\" is not an address of Redis: expected"
            + " redis://[[user:]password@]host[:port][/database] or rediss://…, special characters"
            + " of a password percent-encoded");
  }
}
