package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.util.Map;

/** What formats with a JSON object a line share. */
abstract class JsonLines implements Conversion {
  @Override
  public final void line(byte[] bytes, int start, int end, Taker taker) throws IOException {
    Object value;
    try {
      value = JsonReader.read(bytes, start, end);
    } catch (JsonException noJson) {
      taker.refuse("no JSON");
      return;
    }
    if (value instanceof Map<?, ?>) {
      object(Members.of(value), taker);
    } else {
      taker.refuse("no JSON object");
    }
  }

  abstract void object(Members object, Taker taker) throws IOException;
}
