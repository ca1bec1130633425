package dev.weft.zeromq;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Pushes records to a collector. "Delivered" means handed to the operating system over a connection
 * that lived: what its buffers hold when the collector dies is lost, since PUSH and PULL know no
 * acknowledgement. Nothing else is, and nothing is sent twice.
 *
 * <p>Connects when there is something to deliver, so {@link #open} has nothing to do.
 *
 * <p>Used by one thread at a time.
 */
final class ZeroMqSender implements Sink {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration WRITE_LIMIT = Duration.ofMillis(500);

  private final Endpoint collector;
  private final Outgoing outgoing;
  private final Duration linger;
  private @Nullable PushConnection connection;
  private @Nullable Batch begun;
  private int sent;
  private boolean closed;

  ZeroMqSender(Endpoint collector, Outgoing outgoing, Duration linger) {
    this.collector = collector;
    this.outgoing = outgoing;
    this.linger = linger;
  }

  /**
   * Hands the batch over. When that ends half-way, the same batch is gone on with where it stopped,
   * so that giving it again repeats no record.
   */
  @Override
  public Delivery deliver(Batch batch) throws InterruptedException {
    if (closed) {
      return new Delivery.Unavailable("the sender to " + collector + " is closed");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent");
    }
    try {
      return handOver(batch);
    } catch (IOException gone) {
      disconnect();
      return new Delivery.Unavailable("no collector at " + collector + ": " + gone.getMessage());
    }
  }

  private Delivery handOver(Batch batch) throws IOException, InterruptedException {
    PushConnection live = connected();
    if (batch != begun) {
      // What is left of an earlier batch must go first, or the connection's frames would break.
      if (!live.write(outgoing.bytes(), WRITE_LIMIT)) {
        return slow();
      }
      begun = batch;
      sent = 0;
      outgoing.clear();
    }
    while (sent < batch.size()) {
      if (!outgoing.bytes().hasRemaining()) {
        outgoing.fill(batch, sent);
      }
      if (!live.write(outgoing.bytes(), WRITE_LIMIT)) {
        return slow();
      }
      sent = outgoing.end();
    }
    begun = null;
    outgoing.clear();
    return Delivery.DELIVERED;
  }

  @Override
  public boolean releasesBatches() {
    return true;
  }

  @Override
  public boolean takesFolded() {
    return outgoing.takesFolded();
  }

  private PushConnection connected() throws IOException, InterruptedException {
    PushConnection known = connection;
    if (known != null) {
      try {
        known.checkAlive();
        return known;
      } catch (IOException goneMeanwhile) {
        disconnect();
      }
    }
    PushConnection fresh = PushConnection.open(collector, CONNECT_LIMIT);
    connection = fresh;
    return fresh;
  }

  private Delivery slow() {
    return new Delivery.Unavailable("the collector at " + collector + " takes no more for now");
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
    sent = outgoing.written(sent);
    outgoing.clear();
  }

  @Override
  public void flush() throws IOException {
    PushConnection live = connection;
    if (live == null) {
      return;
    }
    try {
      if (!live.write(outgoing.bytes(), WRITE_LIMIT)) {
        throw new IOException("the collector at " + collector + " takes no more for now");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    PushConnection closing = connection;
    connection = null;
    if (closing == null) {
      return;
    }
    try (closing) {
      closing.write(outgoing.bytes(), linger);
    } catch (IOException goneMeanwhile) {
      // The caller knows that the batch was not delivered.
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
