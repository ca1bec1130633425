package dev.weft.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;

/**
 * The Redis driver with its threads, which exist from the first connection to {@link #close()}.
 *
 * <p>Used by one thread at a time.
 */
final class Driver implements AutoCloseable {
  private final RedisURI uri;
  private final LettuceClient client;

  Driver(String name, RedisURI uri) {
    this.uri = uri;
    this.client = new LettuceClient("weft-sink-" + name, uri);
  }

  /** Where Redis is, for a person: without user, password and database. */
  String address() {
    return client.address();
  }

  /**
   * A new connection.
   *
   * @throws IOException when there is none within the timeout of the address
   */
  StatefulRedisConnection<String, Slice> connect() throws IOException, InterruptedException {
    return client.connect(driver -> driver.connectAsync(new SliceCodec(), uri));
  }

  @Override
  public void close() {
    client.close();
  }
}
