package dev.weft.record;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Which live object, and how its changes are routed: the same in all of them.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param id which object
 * @param routingKey where readers look for it
 * @param headers what travels beside it, scalars by name
 */
public record ObjectIdentity(String id, String routingKey, Map<String, Object> headers) {
  /** Copies the headers. */
  public ObjectIdentity {
    requireNonNull(id, "id");
    requireNonNull(routingKey, "routingKey");
    headers = Map.copyOf(headers);
  }
}
