package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies values of stored records into answers. What is valid JSON in UTF-8 is copied byte by byte;
 * what a record may hold beyond that (a bare NaN, a byte that is no UTF-8, half a surrogate pair)
 * is read and written anew. Functions only.
 */
final class RawValues {
  /** Of longer texts only the beginning goes into rows. */
  static final int LONGEST_TEXT = 1_000;

  private static final int LONGEST_VALUE = 4_000;
  private static final int SHOWN_OF_LONG = 200;

  private RawValues() {}

  /** Writes what the view found last; in place of a long value how long it is. */
  static void writeCut(JsonWriter json, RawEvent found) {
    int from = found.valueStart();
    int to = found.valueEnd();
    switch (found.kind()) {
      case TEXT -> text(json, found);
      case OBJECT, ARRAY, NUMBER -> {
        if (to - from > LONGEST_VALUE) {
          json.beginObject().name("$cut").number(to - from).endObject();
        } else if (plain(found.bytes(), from, to)) {
          json.raw(found.bytes(), from, to);
        } else {
          json.value(found.foundValue());
        }
      }
      case BOOLEAN, NULL -> json.raw(found.bytes(), from, to);
    }
  }

  private static void text(JsonWriter json, RawEvent found) {
    int from = found.valueStart();
    int to = found.valueEnd();
    if (to - from <= LONGEST_TEXT && plain(found.bytes(), from, to)) {
      json.raw(found.bytes(), from, to);
      return;
    }
    String text = String.valueOf(found.foundText());
    if (text.length() <= LONGEST_TEXT) {
      json.text(text);
    } else {
      cut(json, text);
    }
  }

  private static void cut(JsonWriter json, String text) {
    json.beginObject().name("$cut").number(text.length());
    json.name("start").text(beginning(text, SHOWN_OF_LONG)).endObject();
  }

  /** Writes a value as {@link JsonReader} reads it; in place of a long one how long it is. */
  static void writeCut(JsonWriter json, @Nullable Object value) {
    if (value instanceof String text && text.length() > LONGEST_TEXT) {
      cut(json, text);
    } else if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
      byte[] written = new JsonWriter().value(value).toBytes();
      if (written.length > LONGEST_VALUE) {
        json.beginObject().name("$cut").number(written.length).endObject();
      } else {
        json.raw(written);
      }
    } else {
      json.value(value);
    }
  }

  /** Writes a whole record, which may be any bytes. */
  static void writeRecord(JsonWriter json, byte[] record) {
    if (new RawEvent().over(record).problem() != null) {
      json.text(new String(record, UTF_8));
    } else if (plain(record, 0, record.length)) {
      json.raw(record);
    } else {
      json.value(JsonReader.read(record));
    }
  }

  /** The first characters of a text, whole ones. */
  static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** Whether well-formed bytes are ASCII without escapes, and hold no bare NaN or Infinity. */
  private static boolean plain(byte[] bytes, int from, int to) {
    boolean inText = false;
    for (int at = from; at < to; at++) {
      byte one = bytes[at];
      if (one < ' ' || one == '\\') {
        return false;
      }
      if (one == '"') {
        inText = !inText;
      } else if (!inText && (one == 'N' || one == 'I')) {
        return false;
      }
    }
    return true;
  }
}
