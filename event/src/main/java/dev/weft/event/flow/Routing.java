package dev.weft.event.flow;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a record is routed, where the transport does not say it: by {@code weft.rkey} and {@code
 * weft.headers} inside the record, and as the AMQP transport would publish it otherwise.
 *
 * <p>Functions only, usable from any thread; a view by one thread at a time.
 */
public final class Routing {
  /** The routing key of what is neither a log record nor has one of its own. */
  public static final String DEFAULT_KEY = "default";

  /** What the routing keys of log records begin with; the logger's name follows. */
  public static final String LOG_PREFIX = "log.";

  private static final FieldPath KEY = FieldPath.of("weft." + WireKey.WEFT_ROUTING_KEY);
  private static final FieldPath HEADERS = FieldPath.of("weft." + WireKey.WEFT_HEADERS);
  private static final FieldPath HOST = FieldPath.of(WireKey.HOST_NAME);
  private static final FieldPath TEMPLATE = FieldPath.of(WireKey.MSG);
  private static final FieldPath LEVEL = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath LOGGER = FieldPath.of(WireKey.NAME);

  private Routing() {}

  /** The record's routing key. */
  public static String key(RawEvent record) {
    String key = record.text(KEY);
    if (key != null) {
      return key;
    }
    return record.has(TEMPLATE) && record.has(LEVEL)
        ? LOG_PREFIX + Objects.requireNonNullElse(record.text(LOGGER), "root")
        : DEFAULT_KEY;
  }

  /** The record's headers, its host's name among them; a new map. */
  public static Map<String, Object> headers(RawEvent record) {
    Map<String, Object> headers = new LinkedHashMap<>();
    if (record.value(HEADERS) instanceof Map<?, ?> own) {
      own.forEach((name, value) -> headers.put(String.valueOf(name), value));
    }
    String host = record.text(HOST);
    if (host != null) {
      headers.putIfAbsent(WireKey.HOST_NAME, host);
    }
    return headers;
  }
}
