package dev.weft.amqp;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Sends to RabbitMQ by {@code amqp://user:password@host:5672/vhost}, or {@code amqps://} with TLS;
 * all but the host may be left out. The parameters behind a question mark are the options of the
 * sink {@code amqp}: {@code exchange}, {@code exchange-type}, {@code confirm}, {@code heartbeat},
 * {@code timeout}, {@code ca}.
 *
 * <p>The sink is a {@link dev.weft.event.flow.SnapshotResponder}. Usable from any thread.
 */
public final class AmqpSenderFactory implements SenderFactory {
  private static final List<Option> PARAMETERS = CommonOptions.ofAddress(true, SinkParts.OPTIONS);

  /** For {@link java.util.ServiceLoader}. */
  public AmqpSenderFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of(AmqpAddress.PLAIN, AmqpAddress.TLS);
  }

  @Override
  public Sink create(URI address) {
    AmqpAddress parsed = AmqpAddress.of("address", address);
    Options options = Options.of(parsed.toString(), PARAMETERS, parsed.parameters());
    return SinkParts.assemble(CommonOptions.broker(parsed.toString(), parsed, options), options);
  }
}
