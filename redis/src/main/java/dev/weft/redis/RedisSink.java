package dev.weft.redis;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives each batch to Redis as one command, or as one transaction where it takes several, and waits
 * for the answer.
 *
 * <p>The driver's own way to reconnect is off: it would repeat what was under way, behind the back
 * of the caller who repeats it as well. So a connection that failed once is thrown away with all
 * that is in it, and the next delivery makes a new one.
 *
 * <p>Used by one thread at a time.
 */
final class RedisSink implements Sink {
  private final RedisURI uri;
  private final @Nullable String list;
  private final @Nullable String channel;
  private final OptionalLong maxLength;
  private final Driver driver;
  private @Nullable StatefulRedisConnection<String, Slice> connection;

  RedisSink(
      String name,
      RedisURI uri,
      @Nullable String list,
      @Nullable String channel,
      OptionalLong maxLength) {
    this.uri = uri;
    this.list = list;
    this.channel = channel;
    this.maxLength = maxLength;
    this.driver = new Driver(name, uri);
  }

  @Override
  public void open() throws IOException {
    try {
      connected();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to " + address(), ending);
    }
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException, InterruptedException {
    if (batch.size() == 0) {
      return Delivery.DELIVERED;
    }
    StatefulRedisConnection<String, Slice> usable = connected();
    boolean answered = false;
    try {
      await(send(usable, Slice.of(batch)));
      answered = true;
      return Delivery.DELIVERED;
    } catch (RedisCommandExecutionException refused) {
      // Redis is in order and says why not: out of memory, read-only, no permission, another type.
      answered = true;
      return unavailable(refused);
    } catch (RuntimeException broken) {
      return unavailable(broken);
    } finally {
      if (!answered) {
        disconnect();
      }
    }
  }

  private List<RedisFuture<?>> send(
      StatefulRedisConnection<String, Slice> usable, Slice[] records) {
    RedisAsyncCommands<String, Slice> commands = usable.async();
    List<RedisFuture<?>> answers = new ArrayList<>();
    boolean several = maxLength.isPresent() || channel != null;
    if (several) {
      answers.add(commands.multi());
    }
    if (list != null) {
      answers.add(commands.rpush(list, records));
      if (maxLength.isPresent()) {
        answers.add(commands.ltrim(list, -maxLength.getAsLong(), -1));
      }
    }
    if (channel != null) {
      for (Slice record : records) {
        answers.add(commands.publish(channel, record));
      }
    }
    if (several) {
      answers.add(commands.exec());
    }
    usable.flushCommands();
    return answers;
  }

  private void await(List<RedisFuture<?>> answers) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + uri.getTimeout().toNanos();
    for (RedisFuture<?> answer : answers) {
      try {
        answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IOException(address() + ": " + failed.getMessage(), failed);
      } catch (TimeoutException silent) {
        throw new IOException(
            address() + " did not answer within " + uri.getTimeout().toMillis() + " ms", silent);
      }
    }
  }

  private StatefulRedisConnection<String, Slice> connected()
      throws IOException, InterruptedException {
    if (connection != null && !connection.isOpen()) {
      disconnect();
    }
    StatefulRedisConnection<String, Slice> usable = connection;
    if (usable == null) {
      usable = driver.connect();
      usable.setAutoFlushCommands(false);
      connection = usable;
    }
    return usable;
  }

  private void disconnect() {
    if (connection != null) {
      var unused = connection.closeAsync();
      connection = null;
    }
  }

  private Delivery unavailable(RuntimeException cause) {
    return new Delivery.Unavailable(address() + ": " + cause.getMessage());
  }

  private String address() {
    return driver.address();
  }

  @Override
  public void close() {
    connection = null;
    driver.close();
  }
}
