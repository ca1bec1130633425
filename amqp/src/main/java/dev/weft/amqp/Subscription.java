package dev.weft.amqp;

import dev.weft.event.flow.Interest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver takes from the broker, and how.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param exchange what a queue of the receiver's own is bound to
 * @param interest which messages: keys and headers to bind by, or a queue that is there
 * @param follows whether the exchange may be of any type, and what the interest does not ask for is
 *     left out where the broker sends it all the same
 * @param prefetch how many messages the broker sends ahead of acknowledgements
 * @param acknowledges whether a message is the broker's until the intake has it
 * @param queueArguments of a queue of the receiver's own; not every broker knows them
 * @param mostBytes a body above it is rejected
 */
record Subscription(
    Exchange exchange,
    Interest interest,
    boolean follows,
    int prefetch,
    boolean acknowledges,
    Map<String, Object> queueArguments,
    int mostBytes) {
  /** Copies. */
  Subscription {
    queueArguments = Map.copyOf(queueArguments);
  }

  /** The same for a broker that does not know the arguments of queues. */
  Subscription withoutQueueArguments() {
    return new Subscription(
        exchange, interest, follows, prefetch, acknowledges, Map.of(), mostBytes);
  }

  /** The arguments of each binding. */
  Map<String, Object> bindingArguments() {
    if (interest.arguments().isEmpty()) {
      return Map.of();
    }
    Map<String, Object> arguments = new LinkedHashMap<>(HeaderTable.toAmqp(interest.arguments()));
    arguments.put("x-match", interest.matchAll() ? "all" : "any");
    return arguments;
  }

  /** The queue to take from; null for one of the receiver's own. */
  @Nullable String queue() {
    return interest.queue();
  }

  /** What it takes from, for a person. */
  @Override
  public String toString() {
    return queue() == null ? "exchange " + exchange.name() : "queue " + queue();
  }
}
