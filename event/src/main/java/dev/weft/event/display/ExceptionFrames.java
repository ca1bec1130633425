package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.ExceptionText.Frame;
import dev.weft.event.query.ExceptionText.Thrown;
import dev.weft.event.query.Fingerprint;
import java.util.List;

/** Writes an event's exception with its causes and frames. Functions only. */
final class ExceptionFrames {
  private ExceptionFrames() {}

  /** Writes a member {@code exception}, unless the event has none. */
  static void write(JsonWriter json, RawEvent event) {
    List<Thrown> thrown = Fingerprint.thrown(event);
    if (thrown.isEmpty()) {
      return;
    }
    json.name("exception").beginArray();
    for (Thrown one : thrown) {
      json.beginObject().name("class").text(one.type());
      json.name("message").text(one.message()).name("frames").beginArray();
      for (Frame frame : one.frames()) {
        json.text(RawValues.beginning(frame.text(), RawValues.LONGEST_TEXT));
      }
      json.endArray().name("own").beginArray();
      for (Frame frame : one.frames()) {
        json.bool(frame.own());
      }
      json.endArray().endObject();
    }
    json.endArray();
  }
}
