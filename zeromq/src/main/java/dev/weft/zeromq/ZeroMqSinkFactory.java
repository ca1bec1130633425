package dev.weft.zeromq;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records over ZeroMQ, for any number of subscribers who come and go: each record is a
 * topic frame and a body frame.
 *
 * <p>Usable from any thread.
 */
public final class ZeroMqSinkFactory implements SinkFactory {
  private static final int MOST_OBJECTS = 1_000_000;

  /** For {@link java.util.ServiceLoader}. */
  public ZeroMqSinkFactory() {}

  @Override
  public String type() {
    return "zeromq";
  }

  @Override
  public String summary() {
    return "Publishes records over ZeroMQ PUB, topic first, for others to subscribe to";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.withDefault(
            "bind", Kind.TEXT, "tcp://127.0.0.1:5011", "where subscribers connect to"),
        Option.withDefault(
                "topic",
                Kind.TEXT,
                "legacy",
                "legacy: PLJ; logger: PLJ.LEVEL.logger.name, to subscribe by prefix")
            .oneOf("legacy", "logger"),
        Option.withDefault("system", Kind.TEXT, "P", "T test, S staging, P production")
            .oneOf("T", "S", "P"),
        Option.withDefault(
            "high-water-mark",
            Kind.INTEGER,
            "1000",
            "records held for each subscriber; a slower one misses the rest"),
        Option.withDefault(
            "objects",
            Kind.INTEGER,
            "10000",
            "live objects whose state late subscribers are told; 0 tells them nothing"),
        Option.withDefault("linger", Kind.DURATION, "2s", "how long closing waits, at most 1m"));
  }

  @Override
  public Sink create(Options options) {
    return new ZeroMqPublisher(
        Endpoint.parse("bind", options.text("bind")),
        options.text("system").charAt(0),
        options.text("topic").equals("logger"),
        Bounds.messages(options, "high-water-mark"),
        Bounds.linger(options),
        states(options));
  }

  private static @Nullable LastStates states(Options options) {
    long most = options.integer("objects");
    if (most < 0 || most > MOST_OBJECTS) {
      throw new ConfigurationException(
          "objects", "\"objects: " + most + "\" is not between 0 and " + MOST_OBJECTS);
    }
    return most == 0 ? null : new LastStates((int) most);
  }
}
