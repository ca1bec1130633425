package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonSteps;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Routing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One message, as it came over a transport or was recorded: a record whose routing key and headers
 * stand under {@code weft}, or one wrapped as {@code {"object","headers","rkey"}}, as {@code -v}
 * writes it. Laid over one after the other; used by one thread.
 */
final class Message {
  private static final FieldPath OBJECT = FieldPath.of("object");
  private static final FieldPath HEADERS = FieldPath.of("headers");
  private static final FieldPath ROUTING_KEY = FieldPath.of("rkey");
  private static final FieldPath WEFT = FieldPath.of(WireKey.WEFT);
  private static final FieldPath WEFT_HEADERS =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_HEADERS);
  private static final FieldPath WEFT_ROUTING_KEY =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_ROUTING_KEY);
  private static final FieldPath RECOVERED = FieldPath.of(WireKey.RECOVERED);

  private static final byte[] HEADERS_NAME = WireKey.WEFT_HEADERS.getBytes(UTF_8);
  private static final byte[] ROUTING_KEY_NAME = WireKey.WEFT_ROUTING_KEY.getBytes(UTF_8);
  private static final byte[] KIND_NAME = WireKey.WEFT_KIND.getBytes(UTF_8);
  private static final byte[] ECHO_NAME = WireKey.WEFT_ECHO.getBytes(UTF_8);
  private static final byte[] ALIVE = "alive".getBytes(UTF_8);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] WRAP_OBJECT = "{\"object\":".getBytes(UTF_8);
  private static final byte[] WRAP_HEADERS = ",\"headers\":".getBytes(UTF_8);
  private static final byte[] WRAP_ROUTING_KEY = ",\"rkey\":".getBytes(UTF_8);
  private static final Span NO_HEADERS = Span.of("{}");

  private final RawEvent line = new RawEvent();
  private final RawEvent inner = new RawEvent();
  private final RawEvent flat = new RawEvent();
  private final Span whole = new Span();
  private final Span object = new Span();
  private final Bytes rest = new Bytes();
  private final JsonWriter json = new JsonWriter();
  private final Span headers = new Span();
  private final Span routingKey = new Span();
  private boolean wrapped;
  private boolean record;
  private boolean flatMade;
  private boolean routingKeyUnsaid;
  private boolean headersUnsaid;
  private boolean machinery;
  private double recovered;

  /** Lays the message over a line; gives what is wrong with it, null for nothing. */
  @Nullable String over(byte[] bytes, int start, int end) {
    String problem = line.over(bytes, start, end).problem();
    if (problem != null) {
      return problem;
    }
    headers.over(NO_HEADERS);
    routingKeyUnsaid = false;
    headersUnsaid = false;
    flatMade = false;
    machinery = false;
    wrapped = wrapped();
    RawEvent view = line;
    if (wrapped) {
      view = inner.over(whole.bytes, whole.start, whole.end);
      record = whole.begins('{');
    } else {
      record = true;
      routingKeyUnsaid = true;
      headersUnsaid = true;
      whole.over(bytes, firstToken(bytes, start), lastToken(bytes, end));
    }
    object.over(whole);
    recovered = Double.NaN;
    if (record) {
      recovered = view.number(RECOVERED);
      readWeft(view);
    }
    return null;
  }

  private static int firstToken(byte[] bytes, int start) {
    return bytes[start] == '{' ? start : JsonSteps.space(bytes, start);
  }

  private static int lastToken(byte[] bytes, int end) {
    int at = end;
    while (bytes[at - 1] != '}') {
      at--;
    }
    return at;
  }

  private boolean wrapped() {
    if (!line.find(OBJECT)) {
      return false;
    }
    whole.over(line.bytes(), line.valueStart(), line.valueEnd());
    if (!line.find(ROUTING_KEY)) {
      return false;
    }
    int rkeyStart = line.valueStart();
    int rkeyEnd = line.valueEnd();
    if (!line.find(HEADERS)) {
      return false;
    }
    routingKey.over(line.bytes(), rkeyStart, rkeyEnd);
    if (line.kind() == JsonKind.OBJECT) {
      headers.over(line.bytes(), line.valueStart(), line.valueEnd());
    }
    return true;
  }

  private void readWeft(RawEvent view) {
    if (!view.find(WEFT) || view.kind() != JsonKind.OBJECT) {
      return;
    }
    int open = view.valueStart();
    int behind = view.valueEnd();
    byte[] bytes = view.bytes();
    rest.reset().add(bytes, whole.start, open).add('{');
    int empty = rest.length();
    if (members(bytes, open, empty)) {
      return;
    }
    if (rest.length() == empty) {
      view.remove(WEFT);
      int start = firstToken(view.bytes(), view.start());
      object.over(view.bytes(), start, lastToken(view.bytes(), view.end()));
    } else {
      rest.add('}').add(bytes, behind, whole.end);
      object.over(rest);
    }
  }

  // What a wrapper says of routing key and headers counts before what its record says. All other
  // members are copied to the rest.
  private boolean members(byte[] bytes, int open, int empty) {
    boolean allCopied = true;
    for (int at = JsonSteps.inside(bytes, open); bytes[at] != '}'; ) {
      int nameEnd = JsonSteps.text(bytes, at);
      int valueAt = JsonSteps.colon(bytes, nameEnd);
      int valueEnd = JsonSteps.value(bytes, valueAt);
      if (takes(bytes, at, nameEnd, valueAt, valueEnd)) {
        allCopied = false;
      } else {
        if (rest.length() > empty) {
          rest.add(',');
        }
        rest.add(bytes, at, valueEnd);
      }
      at = JsonSteps.next(bytes, valueEnd);
    }
    return allCopied;
  }

  /** Reads a member of {@code weft}; whether it belongs to the transport. */
  private boolean takes(byte[] bytes, int quote, int nameEnd, int valueAt, int valueEnd) {
    if (JsonSteps.textIs(bytes, quote, nameEnd, ROUTING_KEY_NAME)) {
      if (!wrapped) {
        routingKeyUnsaid = false;
        routingKey.over(bytes, valueAt, valueEnd);
      }
      return true;
    }
    if (JsonSteps.textIs(bytes, quote, nameEnd, HEADERS_NAME)) {
      if (!wrapped && bytes[valueAt] == '{') {
        headersUnsaid = false;
        headers.over(bytes, valueAt, valueEnd);
      }
      return true;
    }
    if (JsonSteps.textIs(bytes, quote, nameEnd, KIND_NAME)) {
      machinery |= bytes[valueAt] == '"' && JsonSteps.textIs(bytes, valueAt, valueEnd, ALIVE);
    } else if (JsonSteps.textIs(bytes, quote, nameEnd, ECHO_NAME)) {
      machinery |= Arrays.equals(bytes, valueAt, valueEnd, TRUE, 0, TRUE.length);
    }
    return false;
  }

  /** Whether it says nothing to a reader: a heartbeat, or the repetition of what was said. */
  boolean machinery() {
    return machinery;
  }

  /** Whether it is a JSON object; what a wrapper holds may be anything. */
  boolean record() {
    return record;
  }

  /** The record, without what belongs to the transport. */
  Span object() {
    return object;
  }

  /** The headers, an object. */
  Span headers() {
    if (headersUnsaid) {
      headersUnsaid = false;
      headers.over(Span.of(json.reset().value(Routing.headers(line)).toBytes()));
    }
    return headers;
  }

  /** The routing key, a text; of a record that has none the one it would be published with. */
  Span routingKey() {
    if (routingKeyUnsaid) {
      routingKeyUnsaid = false;
      routingKey.over(Span.of(json.reset().text(Routing.key(line)).toBytes()));
    }
    return routingKey;
  }

  /** The routing key; empty for none. */
  String routingKeyText() {
    Span key = routingKey();
    return key.begins('"') ? JsonSteps.readText(key.bytes, key.start, key.end) : "";
  }

  /** Writes {@code value} in its place, beside its headers and routing key, as {@code -v} does. */
  void wrap(Span value, Bytes out) {
    out.add(WRAP_OBJECT).add(value).add(WRAP_HEADERS).add(headers());
    out.add(WRAP_ROUTING_KEY).add(routingKey()).add('}');
  }

  /** How many messages it says were lost on the way; 0 for none. */
  long reportedLost() {
    return recovered > 0 ? (long) recovered : 0;
  }

  /**
   * The record with routing key and headers under {@code weft}, as transports without headers carry
   * it; has a problem where it is no record.
   */
  RawEvent flat() {
    if (!wrapped && !line.edited()) {
      return line;
    }
    if (!flatMade) {
      flatMade = true;
      flat.over(whole.bytes, whole.start, whole.end);
      if (wrapped && record) {
        if (routingKey.begins('"')) {
          flat.put(WEFT_ROUTING_KEY, routingKey.copy());
        }
        if (headers.end - headers.start > 2) {
          flat.put(WEFT_HEADERS, headers.copy());
        }
      }
    }
    return flat;
  }
}
