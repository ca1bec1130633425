package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.RawEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands outside a message's body: the headers, and who made it in which form. Most records of
 * a program have the same, so the last are kept.
 *
 * <p>Used by one thread.
 */
final class MessageProperties {
  private static final FieldPath HEADERS = FieldPath.of(WireKey.WEFT_HEADERS);
  private static final FieldPath HOST_NAME = FieldPath.of(WireKey.HOST_NAME);
  private static final byte[] NOTHING = {};
  private static final int TRANSIENT = 1;
  private static final int PERSISTENT = 2;
  private static final int LONGEST_NAME = 255;

  private final int deliveryMode;
  private final Supplier<String> hostName;
  private byte[] lastHeaders = NOTHING;
  private byte[] lastHost = NOTHING;
  private @Nullable BasicProperties last;

  /**
   * Makes properties of messages.
   *
   * @param persistent whether durable queues write them to disk
   * @param hostName the machine of records that name none
   */
  MessageProperties(boolean persistent, Supplier<String> hostName) {
    this.deliveryMode = persistent ? PERSISTENT : TRANSIENT;
    this.hostName = hostName;
  }

  /** Those of {@code record}, whose member {@code weft} the other view shows. */
  BasicProperties of(RawEvent record, RawEvent weft) {
    boolean hosted = record.find(HOST_NAME);
    int hostStart = hosted ? record.valueStart() : 0;
    int hostEnd = hosted ? record.valueEnd() : 0;
    boolean headed = weft.find(HEADERS);
    int start = headed ? weft.valueStart() : 0;
    int end = headed ? weft.valueEnd() : 0;
    BasicProperties known = last;
    if (known != null
        && same(lastHost, record.bytes(), hostStart, hostEnd)
        && same(lastHeaders, weft.bytes(), start, end)) {
      return known;
    }
    String host = record.text(HOST_NAME);
    BasicProperties fresh = make(host == null ? hostName.get() : host, weft.bytes(), start, end);
    lastHost = Arrays.copyOfRange(record.bytes(), hostStart, hostEnd);
    lastHeaders = Arrays.copyOfRange(weft.bytes(), start, end);
    last = fresh;
    return fresh;
  }

  /** About how many bytes the headers of the record asked for last take. */
  int headerBytes() {
    return lastHeaders.length + lastHost.length;
  }

  private static boolean same(byte[] known, byte[] bytes, int start, int end) {
    return Arrays.equals(known, 0, known.length, bytes, start, end);
  }

  private BasicProperties make(String host, byte[] bytes, int start, int end) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put(WireKey.HOST_NAME, host);
    if (start < end && JsonReader.read(bytes, start, end) instanceof Map<?, ?> own) {
      headers.putAll(HeaderTable.toAmqp(own));
      // AMQP has no room for such a name.
      headers.keySet().removeIf(name -> name.length() * 3 > LONGEST_NAME && tooLong(name));
    }
    return new BasicProperties.Builder()
        .contentType("application/json")
        .appId("weft")
        .deliveryMode(deliveryMode)
        .headers(headers)
        .build();
  }

  private static boolean tooLong(String name) {
    return name.getBytes(UTF_8).length > LONGEST_NAME;
  }
}
