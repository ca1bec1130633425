package dev.weft.cli.mon;

import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object made of its messages. Its spans are never laid over anything else.
 *
 * @param state its values, as JSON
 * @param routingKey of its first message, as JSON
 * @param headers of its first message, as JSON
 * @param start when its first message was made, ISO 8601; null where unknown
 * @param end when its last was; null while it goes on
 * @param elapsed how many seconds it lived, as JSON; null where nobody said
 * @param status {@code finished}, {@code transient}; null while it goes on
 * @param partial whether some of its messages were never seen
 * @param micros when its last message was made, in microseconds since 1970
 * @param messages those it was made of, as JSON, where they are kept; else null
 */
record Collated(
    String id,
    Span state,
    Span routingKey,
    Span headers,
    @Nullable String start,
    @Nullable String end,
    @Nullable Span elapsed,
    @Nullable String status,
    boolean partial,
    long micros,
    @Nullable List<Span> messages) {
  /** All of it, as {@code -v} shows it. */
  JsonWriter verbose() {
    JsonWriter json = new JsonWriter().beginObject();
    raw(json.name("object"), state);
    raw(json.name("headers"), headers);
    raw(json.name("rkey"), routingKey);
    json.name("id").text(id).name("start").text(start).name("end").text(end);
    member(json, "elapsed", elapsed);
    if (partial) {
      json.name("partial").bool(true);
    }
    if (messages != null) {
      json.name("messages").beginArray();
      messages.forEach(message -> raw(json, message));
      json.endArray();
    }
    return json.endObject();
  }

  /** A record of the whole object, for queries and lines. */
  JsonWriter record() {
    JsonWriter json = new JsonWriter().beginObject();
    json.name(WireKey.TIME_IN).millionths(micros);
    raw(json.name(WireKey.OBJECT_ID).text(id).name(WireKey.OBJECT), state);
    if (status != null) {
      json.name(WireKey.STATUS).text(status);
    }
    if (elapsed != null) {
      raw(json.name(WireKey.ELAPSED), elapsed);
    }
    json.name(WireKey.WEFT).beginObject();
    raw(json.name(WireKey.WEFT_ROUTING_KEY), routingKey);
    raw(json.name(WireKey.WEFT_HEADERS), headers);
    return json.endObject().endObject();
  }

  private static void raw(JsonWriter json, Span value) {
    json.raw(value.bytes, value.start, value.end);
  }

  private static void member(JsonWriter json, String name, @Nullable Span value) {
    json.name(name);
    if (value == null) {
      json.nul();
    } else {
      raw(json, value);
    }
  }
}
