package dev.weft.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's one connection, from connecting to its end.
 *
 * <p>{@link #cut} and {@link #isOpen}: any thread. All else: one thread at a time.
 */
final class Session implements AutoCloseable {
  private final Link link;
  private final Subscription subscription;
  private final Arrivals arrivals = new Arrivals();
  private @Nullable Channel channel;
  private String consumerTag = "";
  private boolean exact;
  private boolean argumentsRefused;

  Session(Broker broker, Subscription subscription) {
    this.link = broker.link();
    this.subscription = subscription;
  }

  /** What comes. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** Whether the connection stands. */
  boolean isOpen() {
    return link.open();
  }

  /** Whether the broker surely sends only what the interest asks for. */
  boolean exact() {
    return exact;
  }

  /** Whether opening failed when a queue was to be declared with arguments. */
  boolean argumentsRefused() {
    return argumentsRefused;
  }

  /**
   * Connects, and asks for messages.
   *
   * @throws IOException when something of it cannot be had; the message names it
   */
  void open() throws IOException {
    link.connect();
    try {
      String named = subscription.queue();
      if (named == null) {
        findExchange();
      }
      Channel fresh = link.channel();
      channel = fresh;
      String queue = named == null ? ownQueue(fresh) : namedQueue(fresh, named);
      fresh.basicQos(subscription.prefetch());
      consumerTag = fresh.basicConsume(queue, !subscription.acknowledges(), new Listener(fresh));
    } catch (ShutdownSignalException ended) {
      throw link.failure(ended);
    }
    link.onEnd(arrivals::end);
  }

  private void findExchange() throws IOException {
    if (!subscription.follows()) {
      subscription.exchange().ensure(link);
      exact = true;
      return;
    }
    // A topic exchange looks at keys and not at headers, and a headers exchange the other way.
    exact =
        subscription.exchange().find(link) == Exchange.Found.AS_ASKED
            && subscription.exchange().type().equals("topic")
            && subscription.interest().arguments().isEmpty();
  }

  private String namedQueue(Channel fresh, String name) throws IOException {
    try {
      return fresh.queueDeclarePassive(name).getQueue();
    } catch (IOException refused) {
      throw new IOException(
          link.address()
              + ": the queue \""
              + name
              + "\" cannot be had: "
              + Reasons.of(refused)
              + "; declare it first, or leave the queue out to get one that is bound to the exchange",
          refused);
    }
  }

  private String ownQueue(Channel fresh) throws IOException {
    String queue = declared(fresh);
    Map<String, Object> arguments = subscription.bindingArguments();
    for (String key : subscription.interest().routingKeys()) {
      try {
        fresh.queueBind(queue, subscription.exchange().name(), key, arguments);
      } catch (IOException refused) {
        throw new IOException(
            link.address()
                + ": the exchange \""
                + subscription.exchange().name()
                + "\" cannot be bound to by \""
                + key
                + "\": "
                + Reasons.of(refused),
            refused);
      }
    }
    return queue;
  }

  private String declared(Channel fresh) throws IOException {
    Map<String, Object> arguments = subscription.queueArguments();
    try {
      return fresh.queueDeclare("", false, true, true, arguments).getQueue();
    } catch (IOException | ShutdownSignalException refused) {
      argumentsRefused = !arguments.isEmpty();
      throw new IOException(
          link.address() + ": a queue cannot be had: " + Reasons.of(refused), refused);
    }
  }

  /** Tells the broker that all messages up to that one are in good hands. */
  void acknowledge(long tag) {
    Channel usable = channel;
    if (usable == null || !subscription.acknowledges()) {
      return;
    }
    try {
      usable.basicAck(tag, true);
    } catch (IOException | ShutdownSignalException broken) {
      arrivals.end(Reasons.of(broken));
    }
  }

  /** Asks for no more; what came until then is among the arrivals when this returns. */
  void stop() {
    arrivals.becomeBoundless();
    Channel usable = channel;
    try {
      if (usable != null) {
        usable.basicCancel(consumerTag);
      }
    } catch (IOException | ShutdownSignalException broken) {
      // Nothing comes over a broken connection either.
    }
  }

  /** Breaks the connection at once. */
  void cut() {
    arrivals.becomeBoundless();
    link.cut();
  }

  /** Ends the connection in order, within two seconds. */
  @Override
  public void close() {
    arrivals.becomeBoundless();
    link.close();
  }

  private final class Listener extends DefaultConsumer {
    Listener(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      arrivals.add(
          new Arrival(
              envelope.getDeliveryTag(), envelope.getRoutingKey(), properties.getHeaders(), body));
    }

    @Override
    public void handleCancel(String tag) {
      arrivals.end("the queue was deleted");
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
      arrivals.end(Reasons.of(signal));
    }
  }
}
