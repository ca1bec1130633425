package dev.weft.examples.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.object.LiveObject;
import java.util.Map;

/** Values as they are behind a wire: a float is a double there. */
final class Travelled {
  private Travelled() {}

  /** An object's values now. */
  static Map<String, Object> values(LiveObject object) {
    return json(text(object));
  }

  /** An object's values now, on one line. */
  static String text(LiveObject object) {
    return new JsonWriter().value(object.values()).toString();
  }

  /** A JSON object. */
  static Map<String, Object> json(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return JsonReader.readObject(bytes, 0, bytes.length);
  }
}
