package dev.weft.amqp;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to reach RabbitMQ.
 *
 * <p>The client library's own way to recover connections is off: it would repeat, behind the back
 * of whoever repeats already.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param name whom it serves, for threads' names
 * @param address where it is, and who we are there
 * @param heartbeat after twice as long a silence the peer counts as gone. At least a second: with
 *     none, the client library forgets to wake who waits in a channel of a broken connection
 * @param limit of each single wait
 * @param tls whose certificates are believed; null without TLS
 */
record Broker(
    String name,
    AmqpAddress address,
    Duration heartbeat,
    Duration limit,
    @Nullable SSLContext tls) {
  // Messages as large as RabbitMQ itself takes.
  private static final int LARGEST_MESSAGE = 128 << 20;
  private static final InlineExecutor INLINE = new InlineExecutor();
  // A last flush into a socket that takes nothing would never end: the library gives it a second
  // where it has a thread for it. Such threads exist while a connection ends.
  private static final ExecutorService LAST_FLUSHES =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          threads("weft-amqp-ends"));

  /** A link that is not connected yet. */
  Link link() {
    return new Link(this);
  }

  BatchedFactory factory() {
    BatchedFactory factory = new BatchedFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.virtualHost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setRequestedHeartbeat((int) heartbeat.toSeconds());
    int millis = (int) limit.toMillis();
    factory.setConnectionTimeout(millis);
    // The library gives each of its steps half of it.
    factory.setHandshakeTimeout(2 * millis);
    factory.setChannelRpcTimeout(millis);
    factory.setShutdownTimeout(millis);
    factory.setMaxInboundMessageBodySize(LARGEST_MESSAGE);
    factory.setSharedExecutor(INLINE);
    factory.setShutdownExecutor(LAST_FLUSHES);
    factory.setThreadFactory(threads("weft-amqp{" + name + "}"));
    factory.setExceptionHandler(new QuietExceptions());
    if (tls != null) {
      factory.useSslProtocol(tls);
    }
    return factory;
  }

  private static ThreadFactory threads(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
