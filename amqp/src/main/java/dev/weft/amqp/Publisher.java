package dev.weft.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Publishes batches over one connection at a time, and makes a new one when the last has ended.
 * Waits here may be endless, since a socket that takes nothing holds its writer: {@link #cut} ends
 * them.
 *
 * <p>{@link #cut}, {@link #blocked}, {@link #watched} and {@link #published}: any thread. All else:
 * one thread at a time.
 */
final class Publisher {
  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());
  private static final int MOST_HEADER_BYTES = 32 << 10;
  private static final long LOOK_AGAIN_MILLIS = 1_000;
  // "PRECONDITION_FAILED - message size 134217729 is larger than configured max size 134217728"
  private static final Pattern TOO_LARGE = Pattern.compile("max size (\\d{1,10})$");

  private final Broker broker;
  private final Exchange exchange;
  private final boolean confirms;
  private final Outgoing outgoing;
  private final MessageProperties properties;
  private @Nullable SnapshotRequests requests;
  private volatile @Nullable Link link;
  private volatile int published;
  private @Nullable Channel channel;
  private boolean tried;
  private long largestBody = Integer.MAX_VALUE;

  Publisher(
      Broker broker,
      Exchange exchange,
      boolean confirms,
      Outgoing outgoing,
      MessageProperties properties) {
    this.broker = broker;
    this.exchange = exchange;
    this.confirms = confirms;
    this.outgoing = outgoing;
    this.properties = properties;
  }

  /** From the next connection on, hears requests too. */
  void hear(SnapshotRequests heard) {
    requests = heard;
  }

  String address() {
    return broker.address().toString();
  }

  /** Why the broker takes nothing for now; null while it takes messages. */
  @Nullable String blocked() {
    Link known = link;
    return known == null ? null : known.blocked();
  }

  /**
   * Whether the connection stands, and so its heartbeats tell when its peer has gone: whoever waits
   * long has a slow broker and no dead one.
   */
  boolean watched() {
    Link known = link;
    return known != null && known.open();
  }

  /** How many records of the batch at work are published; for telling slow from stuck. */
  int published() {
    return published;
  }

  /** Breaks the connection; what is under way fails. */
  void cut() {
    Link known = link;
    if (known != null) {
      known.cut();
    }
  }

  /**
   * Connects, unless connected.
   *
   * @throws IOException when there is no connection to be had, or no exchange
   */
  void open() throws IOException {
    Channel known = channel;
    if (known != null && known.isOpen()) {
      return;
    }
    if (known != null) {
      noteEnd(known);
    }
    disconnect();
    Link fresh = broker.link();
    link = fresh;
    fresh.connect();
    exchange.ensure(fresh);
    Channel usable = fresh.channel();
    if (confirms) {
      usable.confirmSelect();
    }
    if (requests != null) {
      requests.listen(fresh);
    }
    tried = confirms;
    channel = usable;
  }

  private void noteEnd(Channel ended) {
    ShutdownSignalException signal = ended.getCloseReason();
    String reason = signal == null ? "unknown" : Reasons.of(signal);
    learn(reason);
    LOG.log(
        confirms ? Level.DEBUG : Level.INFO,
        "{0} ended the connection: {1}{2}",
        address(),
        reason,
        confirms ? "" : "; what was sent just before may not have arrived");
  }

  // The one reason that would come again with each attempt at the same record.
  private void learn(String reason) {
    Matcher limit = TOO_LARGE.matcher(reason);
    if (limit.find()) {
      largestBody = Long.parseLong(limit.group(1));
    }
  }

  /**
   * Publishes all records.
   *
   * @throws IOException when the connection breaks; any part of the batch may have arrived
   */
  Delivery publish(Batch batch) throws IOException, InterruptedException {
    published = 0;
    open();
    Channel usable = channel;
    if (usable == null) {
      throw new IllegalStateException("not connected");
    }
    try {
      Delivery delivery = publish(batch, usable);
      return confirmed(usable) ? delivery : refusedForNow(batch);
    } catch (IOException | ShutdownSignalException failed) {
      learn(Reasons.of(failed));
      throw failure(failed);
    }
  }

  private IOException failure(Exception failed) {
    return new IOException(address() + ": " + Reasons.of(failed), failed);
  }

  private Delivery publish(Batch batch, Channel usable) throws IOException {
    Link known = link;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    BatchedFrames frames = known.frames();
    frames.hold();
    try {
      Delivery delivery = publishEach(batch, usable);
      frames.send();
      return delivery;
    } finally {
      frames.release();
    }
  }

  private Delivery publishEach(Batch batch, Channel usable) throws IOException {
    BitSet refused = new BitSet();
    String reason = "";
    for (int i = 0; i < batch.size(); i++) {
      String problem = outgoing.over(batch, i);
      if (problem == null && !outgoing.isRepetition()) {
        problem = publish(usable);
      }
      if (problem != null) {
        refused.set(i);
        reason = problem;
      }
      published = i + 1;
    }
    return refused.isEmpty() ? Delivery.DELIVERED : new Delivery.Refused(refused, reason);
  }

  private @Nullable String publish(Channel usable) throws IOException {
    var headers = outgoing.properties();
    if (properties.headerBytes() > mostHeaderBytes()) {
      return "its headers take "
          + properties.headerBytes()
          + " bytes, and AMQP takes at most "
          + mostHeaderBytes();
    }
    String key = outgoing.routingKey();
    ByteBuffer removal = outgoing.removal();
    ByteBuffer body = outgoing.body();
    if (body.remaining() > largestBody) {
      return "it takes " + body.remaining() + " bytes, and the broker at most " + largestBody;
    }
    usable.basicPublish(exchange.name(), key, false, false, headers, body, null);
    if (removal != null) {
      usable.basicPublish(exchange.name(), key, false, false, headers, removal, null);
    }
    return null;
  }

  private int mostHeaderBytes() {
    Link known = link;
    return known == null
        ? MOST_HEADER_BYTES
        : Math.min(MOST_HEADER_BYTES, known.largestFrame() / 2);
  }

  private boolean confirmed(Channel usable) throws IOException, InterruptedException {
    if (confirms) {
      return awaitConfirms(usable);
    }
    if (!tried) {
      // Without confirms, the broker tells only by closing the channel that we may not publish
      // here, say. So the first batch of a connection waits for an answer.
      sync(usable);
      tried = true;
    }
    return true;
  }

  private boolean awaitConfirms(Channel usable) throws IOException, InterruptedException {
    while (true) {
      try {
        return usable.waitForConfirms(LOOK_AGAIN_MILLIS);
      } catch (TimeoutException notYet) {
        checkConnection();
      }
    }
  }

  // An answer to whatever comes behind what was published on the same channel.
  private void sync(Channel usable) throws IOException, InterruptedException {
    var answer = usable.asyncCompletableRpc(new AMQP.Basic.Qos.Builder().build());
    while (true) {
      try {
        answer.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException notYet) {
        checkConnection();
      } catch (ExecutionException failed) {
        throw new IOException(failed);
      }
    }
  }

  // On a machine under heavy load, the library may end a connection without waking who waits in
  // its channels.
  private void checkConnection() throws IOException {
    if (!watched()) {
      throw new IOException("the connection has ended");
    }
  }

  private Delivery refusedForNow(Batch batch) {
    return new Delivery.Unavailable(
        address()
            + ": the broker refused some of "
            + batch.size()
            + " messages, as a queue that is full does");
  }

  /**
   * Waits until the broker has all that was published.
   *
   * @throws IOException when it does not say so
   */
  void sync() throws IOException, InterruptedException {
    Channel usable = channel;
    if (usable == null) {
      return;
    }
    try {
      sync(usable);
    } catch (IOException | ShutdownSignalException failed) {
      throw failure(failed);
    }
  }

  /** Ends the connection in order; what was published before reaches the broker. */
  void disconnect() {
    channel = null;
    Link known = link;
    if (known != null) {
      known.close();
    }
  }
}
