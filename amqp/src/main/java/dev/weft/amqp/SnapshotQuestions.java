package dev.weft.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks producers for their objects' states. Over a connection of its own, made when something is
 * asked: a broker that is short of memory takes nothing more from connections that publish, not
 * even acknowledgements.
 *
 * <p>Usable from any thread.
 */
final class SnapshotQuestions implements AutoCloseable {
  private static final BasicProperties PROPERTIES =
      new BasicProperties.Builder().contentType("application/json").appId("weft").build();

  private final Broker broker;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Link link;
  private @Nullable Channel channel;
  private boolean closed;

  SnapshotQuestions(Broker broker) {
    this.broker = broker;
  }

  /**
   * Asks for these objects; for all where none is named.
   *
   * @throws IOException when that cannot be sent now
   */
  void ask(Set<String> ids) throws IOException {
    lock.lock();
    try {
      Channel usable = connected();
      usable.basicPublish(
          Exchange.CONTROL.name(), Routing.SNAPSHOT, PROPERTIES, SnapshotRequests.body(ids));
    } catch (ShutdownSignalException ended) {
      throw new IOException(broker.address() + ": " + Reasons.of(ended), ended);
    } finally {
      lock.unlock();
    }
  }

  private Channel connected() throws IOException {
    Channel known = channel;
    Link standing = link;
    if (closed) {
      throw new IOException("the connection to " + broker.address() + " is closed");
    }
    if (standing != null && standing.blocked() != null) {
      throw new IOException(
          broker.address() + " takes no messages for now: it is " + standing.blocked());
    }
    if (known != null && known.isOpen()) {
      return known;
    }
    disconnect();
    Link fresh = broker.link();
    link = fresh;
    fresh.connect();
    Exchange.CONTROL.ensure(fresh);
    Channel usable = fresh.channel();
    channel = usable;
    return usable;
  }

  private void disconnect() {
    channel = null;
    if (link != null) {
      link.close();
      link = null;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      disconnect();
    } finally {
      lock.unlock();
    }
  }
}
