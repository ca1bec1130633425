package dev.weft.amqp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as it came. Used by one thread at a time. */
final class Arrival {
  private final long tag;
  private final String routingKey;
  private final @Nullable Map<String, Object> headers;
  private final byte[] body;

  /**
   * Takes it, without a copy.
   *
   * @param tag its number on its channel
   * @param headers in the client library's types
   */
  Arrival(long tag, String routingKey, @Nullable Map<String, Object> headers, byte[] body) {
    this.tag = tag;
    this.routingKey = routingKey;
    this.headers = headers;
    this.body = body;
  }

  /** Its number on its channel. */
  long tag() {
    return tag;
  }

  String routingKey() {
    return routingKey;
  }

  /** Its headers in the client library's types; null for none. */
  @Nullable Map<String, Object> headers() {
    return headers;
  }

  /** Its body. Never to be written. */
  byte[] body() {
    return body;
  }
}
