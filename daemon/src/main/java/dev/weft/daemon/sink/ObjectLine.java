package dev.weft.daemon.sink;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows of an object's change that is no log record: {@code object 17 born
 * done=3}.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param routingKey where it was routed; null where that is unknown
 * @param words not longer than about a terminal's few lines, control characters included
 */
record ObjectLine(Instant time, @Nullable String routingKey, String words) {
  // An object may have ten thousand values; a glance takes in a few.
  private static final int LONGEST = 400;

  /** Of a record; null when it is no change of an object. */
  static @Nullable ObjectLine of(RawEvent record) {
    try {
      return EventDecoder.decode(record) instanceof ObjectChanged change ? of(change) : null;
    } catch (RuntimeException unreadable) {
      return null;
    }
  }

  private static ObjectLine of(ObjectChanged change) {
    StringBuilder words = new StringBuilder("object ").append(change.objectId());
    words.append(
        switch (change.kind()) {
          case BORN -> " born";
          case UPDATED -> "";
          case FINISHED -> " finished";
          case TRANSIENT -> " happened";
          case SNAPSHOT -> " is";
        });
    for (Map.Entry<String, Object> value : change.set().entrySet()) {
      if (words.length() > LONGEST) {
        break;
      }
      words.append(' ').append(value.getKey()).append('=').append(text(value.getValue()));
    }
    change.removed().forEach(name -> words.append(" -").append(name));
    if (change.message() != null) {
      words.append(": ").append(change.message());
    }
    if (words.length() > LONGEST) {
      words.setLength(LONGEST);
      words.append('…');
    }
    return new ObjectLine(change.time(), change.routingKey(), words.toString());
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : new JsonWriter().value(value).toString();
  }
}
