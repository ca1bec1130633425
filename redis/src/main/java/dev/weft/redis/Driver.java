package dev.weft.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The Redis driver with its threads, which exist from the first connection to {@link #close()}.
 *
 * <p>Used by one thread at a time.
 */
final class Driver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  // The driver's least.
  private static final int THREADS = 2;

  private final String name;
  private final RedisURI uri;
  private @Nullable ClientResources resources;
  private @Nullable RedisClient client;

  Driver(String name, RedisURI uri) {
    this.name = name;
    this.uri = uri;
  }

  /** Where Redis is, for a person: without user, password and database. */
  String address() {
    return "redis " + uri.getHost() + ":" + uri.getPort();
  }

  /**
   * A new connection.
   *
   * @throws IOException when there is none within the timeout of the address
   */
  StatefulRedisConnection<String, Slice> connect() throws IOException, InterruptedException {
    CompletableFuture<StatefulRedisConnection<String, Slice>> connecting =
        started().connectAsync(new SliceCodec(), uri).toCompletableFuture();
    boolean taken = false;
    try {
      StatefulRedisConnection<String, Slice> connection =
          connecting.get(uri.getTimeout().toMillis(), TimeUnit.MILLISECONDS);
      taken = true;
      return connection;
    } catch (ExecutionException failed) {
      throw new IOException(address() + ": " + innermost(failed), failed);
    } catch (TimeoutException silent) {
      throw new IOException(
          address() + " did not answer within " + uri.getTimeout().toMillis() + " ms", silent);
    } finally {
      // A connection that comes after the wait has ended has nobody who would close it.
      if (!taken) {
        var unused = connecting.thenCompose(StatefulRedisConnection::closeAsync);
      }
    }
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private RedisClient started() {
    RedisClient started = client;
    if (started == null) {
      ClientResources threads =
          DefaultClientResources.builder()
              .ioThreadPoolSize(THREADS)
              .computationThreadPoolSize(THREADS)
              .commandLatencyRecorder(CommandLatencyRecorder.disabled())
              .threadFactoryProvider(
                  pool -> new DefaultThreadFactory("weft-sink-" + name + "-" + pool, true))
              .build();
      resources = threads;
      started = RedisClient.create(threads);
      started.setOptions(options());
      client = started;
    }
    return started;
  }

  private ClientOptions options() {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(
            SocketOptions.builder().connectTimeout(uri.getTimeout()).keepAlive(true).build())
        .build();
  }

  @Override
  public void close() {
    if (client != null) {
      await(client.shutdownAsync(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      client = null;
    }
    if (resources != null) {
      await(resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
      resources = null;
    }
  }

  private static void await(Future<?> end) {
    try {
      end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException slow) {
      // The threads are daemons: what has not ended by now ends with the process.
    }
  }
}
