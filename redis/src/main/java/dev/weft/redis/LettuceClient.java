package dev.weft.redis;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce's client with its threads, which exist from the first use to {@link #close()}. Its own
 * way to reconnect is off, since who uses it has to know of each loss.
 *
 * <p>Used by one thread at a time; what it waits for may be closed meanwhile.
 */
final class LettuceClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  // The driver's least.
  private static final int THREADS = 2;

  private final String threads;
  private final RedisURI uri;
  private final Refusal refusal = new Refusal();
  private @Nullable ClientResources resources;
  private @Nullable RedisClient client;

  /** For that address; the names of its threads begin so. */
  LettuceClient(String threads, RedisURI uri) {
    this.threads = requireNonNull(threads, "threads");
    this.uri = requireNonNull(uri, "uri");
  }

  /** Where Redis is, for a person: without user, password and database. */
  String address() {
    return "redis " + uri.getHost() + ":" + uri.getPort();
  }

  /**
   * Makes a connection and waits for it.
   *
   * @throws IOException when there is none within the timeout of the address, with Redis' own words
   *     where it refused
   */
  <C extends StatefulConnection<?, ?>> C connect(Function<RedisClient, CompletionStage<C>> how)
      throws IOException, InterruptedException {
    refusal.forget();
    CompletableFuture<C> connecting = how.apply(started()).toCompletableFuture();
    boolean taken = false;
    try {
      C connection = connecting.get(uri.getTimeout().toMillis(), TimeUnit.MILLISECONDS);
      taken = true;
      return connection;
    } catch (ExecutionException failed) {
      throw new IOException(
          address() + ": " + requireNonNullElse(refusal.words(), innermost(failed)), failed);
    } catch (TimeoutException silent) {
      throw new IOException(
          address() + " did not answer within " + uri.getTimeout().toMillis() + " ms", silent);
    } finally {
      // A connection that comes after the wait has ended has nobody who would close it.
      if (!taken) {
        var unused = connecting.thenAccept(StatefulConnection::close);
      }
    }
  }

  /** What went wrong at the bottom of it. */
  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private RedisClient started() {
    RedisClient started = client;
    if (started == null) {
      ClientResources made =
          DefaultClientResources.builder()
              .ioThreadPoolSize(THREADS)
              .computationThreadPoolSize(THREADS)
              .commandLatencyRecorder(CommandLatencyRecorder.disabled())
              .nettyCustomizer(refusal)
              .threadFactoryProvider(pool -> new DefaultThreadFactory(threads + "-" + pool, true))
              .build();
      resources = made;
      started = RedisClient.create(made);
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
