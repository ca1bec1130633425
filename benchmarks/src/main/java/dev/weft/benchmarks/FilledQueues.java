package dev.weft.benchmarks;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.util.Map;

/**
 * Fills queues of RabbitMQ with the same messages for {@link Draining}, and returns when the broker
 * has them all.
 *
 * <pre>FilledQueues COUNT QUEUE…</pre>
 */
final class FilledQueues {
  private static final String EXCHANGE = "benchmark-fanout";
  private static final int BETWEEN_CONFIRMS = 10_000;

  private FilledQueues() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(PrivateRabbitMq.address());
    try (Connection connection = factory.newConnection("benchmark");
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.FANOUT, true);
      for (int i = 1; i < arguments.length; i++) {
        channel.queueDeclare(arguments[i], true, false, false, Map.of());
        channel.queueBind(arguments[i], EXCHANGE, "");
      }
      fill(channel, count);
      for (int i = 1; i < arguments.length; i++) {
        channel.queueUnbind(arguments[i], EXCHANGE, "");
      }
    }
    System.exit(0);
  }

  private static void fill(Channel channel, int count) throws Exception {
    BasicProperties properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(1)
            .headers(Map.of("hostname", "node07.example.net"))
            .build();
    byte[][] bodies = ObjectMessages.bodies();
    channel.confirmSelect();
    for (int i = 0; i < count; i++) {
      channel.basicPublish(
          EXCHANGE, JobUpdate.NAME, properties, bodies[i % ObjectMessages.TEMPLATES]);
      if (i % BETWEEN_CONFIRMS == 0) {
        channel.waitForConfirmsOrDie();
      }
    }
    channel.waitForConfirmsOrDie();
  }
}
