package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * What a program writes that has RabbitMQ's client and Jackson alone: the same change in
 * contexture's shape, published by the thread that makes it, without confirms.
 */
final class PublisherSubject implements Subject {
  private static final String EXCHANGE = "lc-topic";

  private final ObjectMapper mapper = new ObjectMapper();
  private final String id = UUID.randomUUID().toString();
  private final String handler = UUID.randomUUID().toString();
  private final BasicProperties properties =
      new BasicProperties.Builder()
          .contentType("application/json")
          .headers(Map.of("hostname", "node07.example.net"))
          .build();
  private final Connection connection;
  private final Channel channel;
  private long published;

  PublisherSubject() {
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(PrivateRabbitMq.address());
      connection = factory.newConnection("benchmark");
      channel = connection.createChannel();
      channel.exchangeDeclare(EXCHANGE, "topic", true);
    } catch (IOException | TimeoutException | URISyntaxException | GeneralSecurityException away) {
      throw new IllegalStateException("no connection to " + PrivateRabbitMq.address(), away);
    }
  }

  @Override
  public void once(int turn) {
    double now = System.currentTimeMillis() / 1e3;
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("obj_id", id);
    message.put("obj", Map.of(JobUpdate.FIELD, turn));
    message.put("time_in", now);
    message.put("time_out", now);
    message.put("qtime", 0.0);
    message.put("qlen", 0);
    message.put("handler_id", handler);
    try {
      channel.basicPublish(EXCHANGE, JobUpdate.NAME, properties, mapper.writeValueAsBytes(message));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    published++;
  }

  @Override
  public long processed() {
    return published;
  }

  @Override
  public void settle() {
    try {
      // Answered when all before it was read.
      channel.basicQos(0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    connection.abort(1_000);
  }
}
