package dev.weft.amqp;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Receives from RabbitMQ: contexture's programs, and Weft's own. Each message is a record: its
 * body, with the routing key and the headers under {@code weft}.
 *
 * <p>Without {@code queue} it makes one of its own, which is there as long as the connection: what
 * is sent meanwhile is lost. A queue that is there already keeps messages, and several collectors
 * can share it; what one had and had not passed on when it ended comes again.
 *
 * <p>Immutable, usable from any thread.
 */
public final class AmqpReceiverFactory implements ReceiverFactory {
  private static final String BINDINGS = "bindings";
  private static final String ARGUMENTS = "arguments";
  private static final String MATCH = "match";
  private static final String QUEUE = "queue";
  private static final String ACK = "ack";
  private static final List<Option> OPTIONS =
      CommonOptions.ofFile(
          List.of(
              Option.optional(
                  BINDINGS,
                  Kind.TEXTS,
                  "routing keys, of which one must match: * for one word, # for any; default \"#\""),
              Option.optional(
                  ARGUMENTS,
                  Kind.VALUE,
                  "headers and their values, for exchange-type: headers; a mapping"),
              Option.withDefault(MATCH, Kind.TEXT, "all", "how many of the arguments must match")
                  .oneOf("all", "any"),
              Option.optional(
                  QUEUE,
                  Kind.TEXT,
                  "queue that is there, taken from as it is; default one of its own"),
              Option.withDefault(
                      ACK,
                      Kind.TEXT,
                      "delivered",
                      "when RabbitMQ may forget a message: delivered to the sinks' buffers, or"
                          + " received")
                  .oneOf("delivered", "received"),
              ReceiverParts.PREFETCH,
              ReceiverParts.QUEUE_TTL,
              ReceiverParts.MAX_MESSAGE));

  /** For {@link java.util.ServiceLoader}. */
  public AmqpReceiverFactory() {}

  @Override
  public String type() {
    return "amqp";
  }

  @Override
  public String summary() {
    return "receives messages from RabbitMQ: live objects, contexture's and Weft's records";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public Receiver create(Options options) {
    Broker broker = CommonOptions.broker(options);
    Exchange exchange = CommonOptions.exchange(options);
    return new AmqpReceiver(
        broker,
        new Subscription(
            exchange,
            interest(options, exchange),
            false,
            ReceiverParts.prefetch(options),
            options.text(ACK).equals("delivered"),
            ReceiverParts.queueArguments(options),
            ReceiverParts.maxMessage(options)));
  }

  private static Interest interest(Options options, Exchange exchange) {
    Map<String, Object> arguments = arguments(options, exchange);
    List<String> bindings = options.has(BINDINGS) ? options.texts(BINDINGS) : List.of("#");
    if (bindings.isEmpty()) {
      throw new ConfigurationException(BINDINGS, "\"bindings\" names no routing key");
    }
    Interest bound =
        Interest.EVERYTHING
            .exchange(exchange.name())
            .routingKeys(bindings)
            .arguments(arguments, options.text(MATCH).equals("all"));
    if (!options.has(QUEUE)) {
      return bound;
    }
    for (String other : List.of(BINDINGS, ARGUMENTS, ReceiverParts.QUEUE_TTL.name())) {
      if (options.has(other)) {
        throw new ConfigurationException(
            other, "\"" + other + "\" is for a queue of its own; \"queue\" is taken as it is");
      }
    }
    return bound.queue(options.text(QUEUE));
  }

  private static Map<String, Object> arguments(Options options, Exchange exchange) {
    if (!options.has(ARGUMENTS)) {
      return Map.of();
    }
    if (!exchange.type().equals("headers")) {
      throw new ConfigurationException(
          ARGUMENTS, "\"arguments\" work with \"exchange-type: headers\" only");
    }
    if (!(options.all().get(ARGUMENTS) instanceof Map<?, ?> given)) {
      throw new ConfigurationException(
          ARGUMENTS, "\"arguments\" is not a mapping such as {item: 17, env: prod}");
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    given.forEach((name, value) -> arguments.put(String.valueOf(name), value));
    return arguments;
  }
}
