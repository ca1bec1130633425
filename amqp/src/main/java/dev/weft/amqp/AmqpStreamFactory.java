package dev.weft.amqp;

import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.StreamFactory;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Follows a stream on RabbitMQ by {@code amqp://user:password@host:5672/vhost}, or {@code amqps://}
 * with TLS; all but the host may be left out. Parameters: {@code prefetch}, {@code queue-ttl},
 * {@code max-message}, {@code heartbeat}, {@code timeout}, {@code ca}, with the meaning and the
 * defaults that they have for the source {@code amqp}.
 *
 * <p>An exchange that is there may be of any type. One that is missing is declared: of type {@code
 * headers} where the interest has arguments, else {@code topic}.
 *
 * <p>The receiver is a {@link dev.weft.event.flow.SnapshotRequester}. Usable from any thread.
 */
public final class AmqpStreamFactory implements StreamFactory {
  private static final List<Option> PARAMETERS =
      CommonOptions.ofAddress(
          false,
          List.of(ReceiverParts.PREFETCH, ReceiverParts.QUEUE_TTL, ReceiverParts.MAX_MESSAGE));

  /** For {@link java.util.ServiceLoader}. */
  public AmqpStreamFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of(AmqpAddress.PLAIN, AmqpAddress.TLS);
  }

  @Override
  public Receiver follow(URI address, Interest interest) {
    AmqpAddress parsed = AmqpAddress.of("url", address);
    Options options = Options.of(parsed.toString(), PARAMETERS, parsed.parameters());
    String type = interest.arguments().isEmpty() ? "topic" : "headers";
    return new AmqpReceiver(
        CommonOptions.broker(parsed.toString(), parsed, options),
        new Subscription(
            new Exchange(CommonOptions.exchangeName(interest.exchange()), type),
            interest,
            true,
            ReceiverParts.prefetch(options),
            true,
            ReceiverParts.queueArguments(options),
            ReceiverParts.maxMessage(options)));
  }
}
