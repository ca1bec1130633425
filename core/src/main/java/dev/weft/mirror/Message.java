package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Routing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message as it was sent.
 *
 * <p>Immutable but for the lists and maps inside its values, usable from any thread.
 *
 * @param object the record, without how it was routed
 * @param headers what came beside it
 * @param routingKey where it was routed
 */
public record Message(Map<String, Object> object, Map<String, Object> headers, String routingKey) {
  /** Copies the maps. */
  public Message {
    object = Collections.unmodifiableMap(new LinkedHashMap<>(object));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    requireNonNull(routingKey, "routingKey");
  }

  static Message of(RawEvent record) {
    Map<String, Object> object =
        JsonReader.readObject(record.bytes(), record.start(), record.end());
    if (object.get(WireKey.WEFT) instanceof Map<?, ?> weft) {
      // AMQP has these outside; elsewhere they are in the record only for want of another place.
      weft.remove(WireKey.WEFT_ROUTING_KEY);
      weft.remove(WireKey.WEFT_HEADERS);
      if (weft.isEmpty()) {
        object.remove(WireKey.WEFT);
      }
    }
    return new Message(object, Routing.headers(record), Routing.key(record));
  }
}
