package dev.weft.event.codec;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An object that was read, asked by name, forgiving: what is missing or of another kind is not
 * there.
 */
record JsonObject(Map<String, Object> members) {
  private static final JsonObject EMPTY = new JsonObject(Map.of());

  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  static JsonObject of(@Nullable Object value) {
    return value instanceof Map ? new JsonObject((Map<String, Object>) value) : EMPTY;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  boolean hasObject(String name) {
    return members.get(name) instanceof Map;
  }

  JsonObject object(String name) {
    return of(members.get(name));
  }

  List<?> list(String name) {
    return members.get(name) instanceof List<?> items ? items : List.of();
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  /** A scalar as text; null for null, nothing, objects and arrays. */
  @Nullable String text(String name) {
    Object value = members.get(name);
    return value == null || value instanceof Map || value instanceof List
        ? null
        : String.valueOf(value);
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  @Nullable Number number(String name) {
    return members.get(name) instanceof Number number ? number : null;
  }

  OptionalLong whole(String name) {
    Number number = number(name);
    return number == null ? OptionalLong.empty() : OptionalLong.of(whole(number));
  }

  // A cast of a double keeps to the range of a long; longValue of a decimal with a large exponent
  // would first make all its digits.
  private static long whole(Number number) {
    return number instanceof Long small ? small : (long) number.doubleValue();
  }
}
