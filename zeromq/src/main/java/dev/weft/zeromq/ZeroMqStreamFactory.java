package dev.weft.zeromq;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.StreamFactory;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Follows what a collector publishes, by {@code zeromq://host:5011}; the port may be left out. The
 * other side sends all there is, and what is not asked for is left out here, by the routing keys
 * and headers inside the records. There is no way back to producers: views that were joined late
 * are completed by keyframes. Parameters:
 *
 * <ul>
 *   <li>{@code high-water-mark}: records held while the reader is slow; what comes then is lost.
 *       Default 10000.
 * </ul>
 *
 * <p>Usable from any thread.
 */
public final class ZeroMqStreamFactory implements StreamFactory {
  private static final int DEFAULT_PORT = 5011;
  private static final int LARGEST_MESSAGE = 16 << 20;
  private static final String HIGH_WATER_MARK = "high-water-mark";
  private static final List<Option> PARAMETERS =
      List.of(
          Option.withDefault(
              HIGH_WATER_MARK, Kind.INTEGER, "10000", "records held while the reader is slow"));

  /** For {@link java.util.ServiceLoader}. */
  public ZeroMqStreamFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of("zeromq");
  }

  @Override
  public Receiver follow(URI address, Interest interest) {
    if (!interest.exchange().equals(Interest.EVERYTHING.exchange())) {
      throw notThere("exchange", interest.exchange(), "exchanges");
    }
    if (interest.queue() != null) {
      throw notThere("queue", interest.queue(), "named queues");
    }
    Options options = Options.of(address.toString(), PARAMETERS, Address.parameters(address));
    ReceiverSettings settings =
        new ReceiverSettings(
            "follow",
            List.of(),
            List.of(Address.endpoint(address, DEFAULT_PORT)),
            List.of(""),
            Bounds.messages(options, HIGH_WATER_MARK),
            LARGEST_MESSAGE,
            true);
    return new Followed(new ZeroMqReceiver(settings), interest);
  }

  private static ConfigurationException notThere(String key, String value, String what) {
    return new ConfigurationException(
        key,
        "\""
            + key
            + ": "
            + value
            + "\": ZeroMQ has no "
            + what
            + "; leave it out, or follow amqp://…, which has them");
  }

  private record Followed(Receiver receiver, Interest interest) implements Receiver {
    @Override
    public void start(Intake intake) throws IOException {
      receiver.start(interest.selecting(intake));
    }

    @Override
    public String address() {
      return receiver.address();
    }

    @Override
    public void close() {
      receiver.close();
    }
  }
}
