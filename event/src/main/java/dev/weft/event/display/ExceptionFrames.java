package dev.weft.event.display;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;

/** Writes an event's exception with its causes and frames. Functions only. */
final class ExceptionFrames {
  private static final FieldPath TEXT = FieldPath.of(WireKey.EXC_TEXT);

  private ExceptionFrames() {}

  /** Writes a member {@code exception}, unless the event has none. */
  static void write(JsonWriter json, RawEvent event) {
    String trace = event.text(TEXT);
    String type = ExceptionClass.of(event);
    if (trace == null || type == null) {
      return;
    }
    json.name("exception").beginArray().beginObject();
    json.name("class").text(type);
    json.endObject().endArray();
  }
}
