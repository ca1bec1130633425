package dev.weft.benchmarks;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes all messages from a filled queue and throws them away, by Weft's receiver or by RabbitMQ's
 * client alone, with the same prefetch; both acknowledge many at once. Counted from the second
 * quarter on.
 *
 * <pre>Draining weft|client QUEUE COUNT</pre>
 */
final class Draining {
  private static final int PREFETCH = 5_000;
  private static final int BETWEEN_ANSWERS = 1_000;

  private final long expected;
  private final CountDownLatch done = new CountDownLatch(1);
  private long received;
  private long counted;
  private long firstNanos;
  private long firstCpuNanos;
  private volatile String result = "";

  private Draining(long expected) {
    this.expected = expected;
  }

  public static void main(String[] arguments) throws Exception {
    Draining draining = new Draining(Long.parseLong(arguments[2]));
    if (arguments[0].equals("weft")) {
      draining.byWeft(arguments[1]);
    } else {
      draining.byClient(arguments[1]);
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s %s%n",
        (arguments[0].equals("weft") ? "weft" : "amqp-client") + "-receiver",
        draining.result);
    System.exit(0);
  }

  /** Of one thread. */
  private void count(long messages) {
    received += messages;
    if (counted == 0 && received >= expected / 4) {
      counted = received;
      firstNanos = System.nanoTime();
      firstCpuNanos = ProcessorTime.nanos();
    }
    if (received >= expected) {
      long rest = received - counted;
      result =
          String.format(
              Locale.ROOT,
              "messages/s %,9.0f  cpu ns/message %6.0f  messages %d",
              rest / ((System.nanoTime() - firstNanos) / 1e9),
              (double) (ProcessorTime.nanos() - firstCpuNanos) / rest,
              received);
      done.countDown();
    }
  }

  private void await() throws InterruptedException {
    if (!done.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("received " + received + " of " + expected);
    }
  }

  private void byWeft(String queue) throws IOException, InterruptedException {
    ReceiverFactory factory =
        ServiceLoader.load(ReceiverFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.type().equals("amqp"))
            .findFirst()
            .orElseThrow();
    Options options =
        Options.of(
            "benchmark",
            factory.options(),
            Map.of(
                "uri",
                PrivateRabbitMq.address(),
                "queue",
                queue,
                "prefetch",
                Integer.toString(PREFETCH)));
    try (Receiver receiver = factory.create(options)) {
      receiver.start(new Counting());
      await();
    }
  }

  private void byClient(String queue) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(PrivateRabbitMq.address());
    try (Connection connection = factory.newConnection("benchmark")) {
      Channel channel = connection.createChannel();
      channel.basicQos(PREFETCH);
      channel.basicConsume(queue, false, new CountingConsumer(channel));
      await();
    }
  }

  private final class CountingConsumer extends DefaultConsumer {
    CountingConsumer(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) throws IOException {
      long number = envelope.getDeliveryTag();
      if (number % BETWEEN_ANSWERS == 0 || number == expected) {
        getChannel().basicAck(number, true);
      }
      count(1);
    }
  }

  private final class Counting implements Intake {
    @Override
    public void accept(Batch batch) {
      count(batch.size());
    }

    @Override
    public void reject(byte[] bytes, String reason, String detail) {
      throw new IllegalStateException(reason + ": " + detail);
    }

    @Override
    public void lost(long records, String reason) {
      throw new IllegalStateException("lost " + records + ": " + reason);
    }
  }
}
