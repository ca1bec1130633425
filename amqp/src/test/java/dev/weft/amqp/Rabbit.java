package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** The other side of a test: a plain client of its private broker. Used by one thread. */
final class Rabbit implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final List<FieldPath> ADDED =
      List.of(
          FieldPath.of("time_in"),
          FieldPath.of("time_out"),
          FieldPath.of("qtime"),
          FieldPath.of("qlen"),
          FieldPath.of("handler_id"));

  private final Connection connection;
  private final Channel channel;

  private Rabbit(Connection connection) throws IOException {
    this.connection = connection;
    this.channel = connection.createChannel();
  }

  /** Connects to the broker on that port of the loopback. */
  static Rabbit on(int port) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setAutomaticRecoveryEnabled(false);
    return new Rabbit(factory.newConnection());
  }

  /** A name that nobody else has. */
  static String name(String what) {
    return what + "-" + NAMES.incrementAndGet();
  }

  /** A sink with those options. */
  static Sink sink(String uri, Map<String, ?> more) {
    AmqpSinkFactory factory = new AmqpSinkFactory();
    return factory.create(Options.of("rabbit", factory.options(), with(uri, more)));
  }

  /** A source with those options. */
  static Receiver source(String uri, Map<String, ?> more) {
    AmqpReceiverFactory factory = new AmqpReceiverFactory();
    return factory.create(Options.of("rabbit", factory.options(), with(uri, more)));
  }

  private static Map<String, Object> with(String uri, Map<String, ?> more) {
    Map<String, Object> given = new HashMap<>(more);
    given.put("uri", uri);
    return given;
  }

  /** A sender to that address. */
  static Sink sender(String address) {
    return new AmqpSenderFactory().create(URI.create(address));
  }

  Channel channel() {
    return channel;
  }

  /** A durable queue that gets everything of a topic exchange. */
  String queueOf(String exchange) throws IOException {
    return queueOf(exchange, "topic", "#", Map.of());
  }

  /** A durable queue bound so to an exchange of that type. */
  String queueOf(String exchange, String type, String key, Map<String, Object> arguments)
      throws IOException {
    String queue = name("queue");
    bind(queue, exchange, type, key, arguments);
    return queue;
  }

  /** A durable queue of that name that gets everything of a topic exchange, made where missing. */
  void bind(String queue, String exchange) throws IOException {
    bind(queue, exchange, "topic", "#", Map.of());
  }

  private void bind(
      String queue, String exchange, String type, String key, Map<String, Object> arguments)
      throws IOException {
    channel.exchangeDeclare(exchange, type, true);
    channel.queueDeclare(queue, true, false, false, Map.of());
    channel.queueBind(queue, exchange, key, arguments);
  }

  /** Takes the next message; fails after ten seconds without one. */
  GetResponse next(String queue) {
    return Awaitility.await("a message in " + queue)
        .pollDelay(Duration.ZERO)
        .until(() -> channel.basicGet(queue, true), message -> message != null);
  }

  /** Takes all messages that are there. */
  List<GetResponse> all(String queue) throws IOException {
    List<GetResponse> messages = new ArrayList<>();
    for (GetResponse next = channel.basicGet(queue, true);
        next != null;
        next = channel.basicGet(queue, true)) {
      messages.add(next);
    }
    return messages;
  }

  /** A message's body as text. */
  static String text(GetResponse message) {
    return new String(message.getBody(), UTF_8);
  }

  /** A message's body without what a sink adds. */
  static String record(GetResponse message) {
    RawEvent event = new RawEvent().over(message.getBody());
    ADDED.forEach(event::remove);
    return new String(event.toBytes(), UTF_8);
  }

  /** Publishes. */
  void publish(String exchange, String key, Map<String, Object> headers, byte[] body)
      throws IOException {
    BasicProperties properties =
        new BasicProperties.Builder().headers(headers.isEmpty() ? null : headers).build();
    channel.basicPublish(exchange, key, properties, body);
  }

  /** Publishes. */
  void publish(String exchange, String key, String body) throws IOException {
    publish(exchange, key, Map.of(), body.getBytes(UTF_8));
  }

  @Override
  public void close() {
    connection.abort(2_000);
  }
}
