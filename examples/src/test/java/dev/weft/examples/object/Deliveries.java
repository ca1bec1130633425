package dev.weft.examples.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What a broker gives to a plain client, from a durable queue that outlives it. Used by one thread.
 */
final class Deliveries {
  /** One message: what is beside its body, as text, and the body. */
  record Message(String routingKey, String headers, String body) {}

  private final int port;
  private final String queue;
  private final List<Message> taken = new ArrayList<>();

  private Deliveries(int port, String queue) {
    this.port = port;
    this.queue = queue;
  }

  /** From now on, what that exchange gets with such a key. */
  static Deliveries of(int port, String exchange, String key) throws IOException, TimeoutException {
    Deliveries deliveries = new Deliveries(port, exchange + "-kept");
    try (Connection connection = deliveries.connect();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(exchange, "topic", true);
      channel.queueDeclare(deliveries.queue, true, false, false, Map.of());
      channel.queueBind(deliveries.queue, exchange, key);
    }
    return deliveries;
  }

  private Connection connect() throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  /** All so far. */
  List<Message> all() throws IOException, TimeoutException {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      for (GetResponse next = channel.basicGet(queue, true);
          next != null;
          next = channel.basicGet(queue, true)) {
        taken.add(
            new Message(
                next.getEnvelope().getRoutingKey(),
                String.valueOf(next.getProps()),
                new String(next.getBody(), UTF_8)));
      }
    }
    return List.copyOf(taken);
  }

  /** All so far, once one has that text in its body. */
  List<Message> awaitBody(String text) {
    return await()
        .atMost(ObjectsOverRabbit.PATIENCE)
        .until(
            this::all,
            messages -> messages.stream().anyMatch(message -> message.body().contains(text)));
  }
}
