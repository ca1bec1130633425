package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.Event;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.Map;

/**
 * Knows the records by which a source says that it lives and nothing else: they have numbers like
 * all others, and are no line that anybody wants to read.
 */
final class SignOfLife {
  private static final String ALIVE = "alive";
  private static final byte[] ALIVE_BYTES = ALIVE.getBytes(UTF_8);
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);

  private SignOfLife() {}

  static boolean is(RawEvent event) {
    return event.textEquals(KIND, ALIVE_BYTES);
  }

  static boolean is(Event event) {
    return event instanceof Event.Opaque
        && event.fields().get(WireKey.WEFT) instanceof Map<?, ?> own
        && ALIVE.equals(own.get(WireKey.WEFT_KIND));
  }
}
