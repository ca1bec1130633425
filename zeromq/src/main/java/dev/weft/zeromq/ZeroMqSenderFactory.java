package dev.weft.zeromq;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Sends to a collector by {@code zeromq://host:5010}; the port may be left out. Parameters:
 *
 * <ul>
 *   <li>{@code system}: {@code T} test, {@code S} staging or {@code P} production, the topic's
 *       first letter. Default {@code P}.
 *   <li>{@code batch}: {@code on} sends many records in one message, which Weft's collector reads;
 *       {@code off} sends each by itself, as distlog does and every reader of distlog expects.
 *       Default {@code on}.
 *   <li>{@code linger}: how long closing waits for what is still to be sent. Default {@code 2s}.
 * </ul>
 *
 * <p>Anything else is refused, naming what was meant. Usable from any thread.
 */
public final class ZeroMqSenderFactory implements SenderFactory {
  private static final List<Option> PARAMETERS =
      List.of(
          Option.withDefault("system", Kind.TEXT, "P", "T test, S staging, P production")
              .oneOf("T", "S", "P"),
          Option.withDefault("batch", Kind.TEXT, "on", "many records in one message")
              .oneOf("on", "off"),
          Option.withDefault("linger", Kind.DURATION, "2s", "how long closing waits"));

  /** For {@link java.util.ServiceLoader}. */
  public ZeroMqSenderFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of("zeromq");
  }

  @Override
  public Sink create(URI address) {
    Options options = Options.of(address.toString(), PARAMETERS, Address.parameters(address));
    boolean blocks = options.text("batch").equals("on");
    return new ZeroMqSender(
        Address.endpoint(address, Endpoint.DEFAULT_PORT),
        new Outgoing(options.text("system").charAt(0), blocks),
        Bounds.linger(options));
  }
}
