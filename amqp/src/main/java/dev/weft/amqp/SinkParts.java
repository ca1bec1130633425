package dev.weft.amqp;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Puts a sink together, for a file and for an application alike. Functions only. */
final class SinkParts {
  private static final String CONFIRM = "confirm";

  /** What a sink has beyond what both ends have. */
  static final List<Option> OPTIONS =
      List.of(
          Option.withDefault(
                  CONFIRM,
                  Kind.TEXT,
                  "off",
                  "on: delivered means that RabbitMQ has it, on disk in durable queues; off: sent")
              .oneOf("on", "off"));

  private SinkParts() {}

  static Sink assemble(Broker broker, Options options) {
    boolean confirms = options.text(CONFIRM).equals("on");
    MessageProperties properties = new MessageProperties(confirms, SinkParts::hostName);
    Outgoing outgoing = new Outgoing(Clock.systemUTC(), properties, UUID.randomUUID().toString());
    Publisher publisher =
        new Publisher(broker, CommonOptions.exchange(options), confirms, outgoing, properties);
    return new AmqpSink(broker.name(), publisher, broker.limit());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }
}
