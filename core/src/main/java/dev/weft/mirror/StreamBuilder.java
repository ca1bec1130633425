package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Streams;
import java.util.List;
import java.util.Map;

/**
 * What of a stream is followed; the part that {@link Messages}, {@link Objects} and {@link Mirror}
 * have in common. What the transport at the address cannot do is refused at {@code open()}, with a
 * {@link dev.weft.event.flow.ConfigurationException}.
 *
 * <p>Used by one thread.
 *
 * @param <B> the builder itself
 */
public abstract sealed class StreamBuilder<B extends StreamBuilder<B>>
    permits Messages.Builder, Objects.Builder, Mirror.Builder {
  private final String address;
  private Interest interest = Interest.EVERYTHING;

  StreamBuilder(String address) {
    this.address = requireNonNull(address, "address");
  }

  abstract B self();

  /**
   * The routing keys of which one must match: words between dots, {@code *} for any one word and
   * {@code #} for any number of them. Default {@code #}.
   */
  public B routingKeys(String... keys) {
    interest = interest.routingKeys(List.of(keys));
    return self();
  }

  /** Headers that must all be there with these values, whole numbers or texts. Default none. */
  public B arguments(Map<String, ?> headers) {
    interest = interest.arguments(headers, true);
    return self();
  }

  /** Headers of which any one must be there with its value. */
  public B anyOfArguments(Map<String, ?> headers) {
    interest = interest.arguments(headers, false);
    return self();
  }

  /** The stream's name, where the transport has several. Default {@code lc-topic}. */
  public B exchange(String name) {
    interest = interest.exchange(requireNonNull(name, "name"));
    return self();
  }

  /**
   * A queue that is there already, where the transport has queues. What it holds is taken away from
   * its other readers. Default one of the reader's own.
   */
  public B queue(String name) {
    interest = interest.queue(requireNonNull(name, "name"));
    return self();
  }

  Receiver receiver() {
    return Streams.follow(address, interest);
  }

  /** The address for names and messages. */
  String shownAddress() {
    return Streams.shown(address);
  }
}
