package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Publishes each record to whoever subscribes to its topic. "Delivered" means published: with no
 * subscriber a record goes nowhere, and one that is slower than its high-water mark misses records
 * that nobody counts, as PUB sockets are.
 *
 * <p>A subscriber that comes late is told the state of the live objects whose changes passed: as
 * snapshots, on the ordinary stream, at the next record or flush.
 *
 * <p>Used by one thread at a time.
 */
final class ZeroMqPublisher implements Sink {
  private static final FieldPath LEVEL = FieldPath.of(WireKey.LEVEL_NAME);
  private static final FieldPath LOGGER = FieldPath.of(WireKey.NAME);

  private static final byte SUBSCRIBED = 1;

  private final Endpoint bind;
  private final String prefix;
  private final byte[] plainTopic;
  private final boolean byLogger;
  private final int highWaterMark;
  private final Duration linger;
  private final @Nullable LastStates states;
  private final RawEvent view = new RawEvent();
  private @Nullable OpenSocket open;
  private boolean closed;

  /**
   * A publisher that does not listen yet.
   *
   * @param states what tells late subscribers of live objects; null tells them nothing
   */
  ZeroMqPublisher(
      Endpoint bind,
      char system,
      boolean byLogger,
      int highWaterMark,
      Duration linger,
      @Nullable LastStates states) {
    this.states = states;
    this.bind = bind;
    this.prefix = system + "LJ";
    this.plainTopic = prefix.getBytes(UTF_8);
    this.byLogger = byLogger;
    this.highWaterMark = highWaterMark;
    this.linger = linger;
  }

  @Override
  public void open() throws IOException {
    if (open != null || closed) {
      return;
    }
    OpenSocket opening = new OpenSocket(SocketType.XPUB, "weft-zeromq{" + bind + '}', linger);
    try {
      opening.socket().setSndHWM(highWaterMark);
      // Each subscriber is heard, not only the first of a topic.
      opening.socket().setXpubVerbose(true);
      opening.socket().setIPv6(bind.isIpv6());
      opening.socket().bind(bind.toString());
    } catch (ZMQException | IllegalArgumentException refused) {
      opening.close();
      throw new IOException("cannot listen on " + bind + ": " + refused.getMessage(), refused);
    }
    open = opening;
  }

  /** Where it really listens, once open. */
  String address() {
    return open == null ? bind.toString() : open.socket().getLastEndpoint();
  }

  @Override
  public Delivery deliver(Batch batch) {
    OpenSocket to = open;
    if (to == null) {
      return new Delivery.Unavailable("the publisher on " + bind + " is not open");
    }
    ZMQ.Socket socket = to.socket();
    welcome(socket);
    for (int i = 0; i < batch.size(); i++) {
      publish(socket, batch.view(i, view));
      if (states != null) {
        states.see(view);
      }
    }
    return Delivery.DELIVERED;
  }

  private void publish(ZMQ.Socket socket, RawEvent record) {
    socket.send(byLogger ? topic(record) : plainTopic, ZMQ.SNDMORE);
    socket.send(record.toBytes(), 0);
  }

  @Override
  public void flush() {
    if (open != null) {
      welcome(open.socket());
    }
  }

  /** Tells the objects' states, where somebody has subscribed since the last look. */
  private void welcome(ZMQ.Socket socket) {
    boolean somebody = false;
    for (byte[] said = socket.recv(ZMQ.DONTWAIT); said != null; said = socket.recv(ZMQ.DONTWAIT)) {
      somebody |= said.length > 0 && said[0] == SUBSCRIBED;
    }
    if (somebody && states != null) {
      states.snapshots().forEach(snapshot -> publish(socket, view.over(snapshot)));
    }
  }

  private byte[] topic(RawEvent record) {
    String level = Objects.requireNonNullElse(record.text(LEVEL), "");
    String logger = Objects.requireNonNullElse(record.text(LOGGER), "");
    return (prefix + '.' + level + '.' + logger).getBytes(UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    OpenSocket closing = open;
    open = null;
    if (closing != null) {
      closing.close();
    }
  }
}
