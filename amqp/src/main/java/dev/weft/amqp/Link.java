package dev.weft.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to RabbitMQ, from before it stands to its end.
 *
 * <p>{@link #cut}, {@link #blocked}, {@link #open} and {@link #address}: any thread. All else: one
 * thread at a time.
 */
final class Link implements AutoCloseable {
  private static final int LONGEST_CLOSE_MILLIS = 2_000;

  private final Broker broker;
  private volatile @Nullable Socket socket;
  private volatile @Nullable Connection connection;
  private @Nullable BatchedFrames frames;
  private volatile @Nullable String blocked;
  private volatile boolean cut;

  Link(Broker broker) {
    this.broker = broker;
  }

  /** Where it leads, for a person. */
  String address() {
    return broker.address().toString();
  }

  /**
   * Connects.
   *
   * @throws IOException when that does not succeed within the broker's limit; the message names the
   *     address
   */
  void connect() throws IOException {
    BatchedFactory factory = broker.factory();
    factory.setSocketConfigurator(this::configure);
    try {
      Connection fresh = factory.newConnection("weft " + broker.name());
      fresh.addBlockedListener(reason -> blocked = reason, () -> blocked = null);
      frames = factory.frames();
      connection = fresh;
    } catch (IOException | TimeoutException | ShutdownSignalException failed) {
      throw failure(failed);
    }
    if (cut) {
      breakSocket();
    }
  }

  private void configure(Socket fresh) throws IOException {
    socket = fresh;
    fresh.setTcpNoDelay(true);
    fresh.setKeepAlive(true);
    if (fresh instanceof SSLSocket secure) {
      // A certificate is for a name: without this, any believed one would do.
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
    }
    if (cut) {
      throw new IOException("given up");
    }
  }

  /** The exception that says where it happened and, in the broker's words, what. */
  IOException failure(Throwable failed) {
    return new IOException(address() + ": " + Reasons.of(failed), failed);
  }

  /** Calls {@code listener} once with the reason when the connection has ended. */
  void onEnd(Consumer<String> listener) {
    connected().addShutdownListener(signal -> listener.accept(Reasons.of(signal)));
  }

  /**
   * A new channel.
   *
   * @throws IOException when the broker gives none
   */
  Channel channel() throws IOException {
    try {
      Channel channel = connected().createChannel();
      if (channel == null) {
        throw new IOException(address() + ": no channel is left on the connection");
      }
      return channel;
    } catch (ShutdownSignalException ended) {
      throw failure(ended);
    }
  }

  private Connection connected() {
    Connection standing = connection;
    if (standing == null) {
      throw new IllegalStateException("not connected");
    }
    return standing;
  }

  /** Its frames, once it is connected. */
  BatchedFrames frames() {
    BatchedFrames known = frames;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  /** How many bytes a frame may have. */
  int largestFrame() {
    int agreed = connected().getFrameMax();
    return agreed == 0 ? Integer.MAX_VALUE : agreed;
  }

  /** Whether it stands. */
  boolean open() {
    Connection standing = connection;
    return standing != null && standing.isOpen();
  }

  /** Why the broker takes no messages for now; null while it takes them. */
  @Nullable String blocked() {
    return blocked;
  }

  /** Breaks it at once, whatever is under way in it; whoever waits in it gets an exception. */
  void cut() {
    cut = true;
    breakSocket();
  }

  private void breakSocket() {
    Socket known = socket;
    if (known == null) {
      return;
    }
    try {
      // Without lingering, closing waits neither for a writer nor, with TLS, to say goodbye.
      known.setSoLinger(true, 0);
      known.close();
    } catch (IOException alreadyClosed) {
      // Closed is closed.
    }
  }

  /** Ends it in order, within two seconds; what was written before reaches the broker. */
  @Override
  public void close() {
    Connection standing = connection;
    if (standing != null && !cut) {
      standing.abort(LONGEST_CLOSE_MILLIS);
    }
    cut();
  }
}
