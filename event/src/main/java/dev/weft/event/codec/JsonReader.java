package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into plain values: {@link LinkedHashMap}, {@link ArrayList}, String, Long (BigInteger
 * beyond 64 bits), Double (BigDecimal where a double would lose digits), Boolean, null. A name that
 * comes twice has its last value. Bare {@code NaN} and {@code Infinity}, as Python writes them, are
 * doubles; a byte that is no UTF-8 reads as U+FFFD; a number of more than 1000 characters as the
 * nearest double.
 *
 * <p>Strict in everything else, and at most 200 levels deep. Functions only, usable from any
 * thread.
 */
public final class JsonReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  private JsonReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /**
   * Reads one value.
   *
   * @throws JsonException when the text is not exactly one JSON value
   */
  public static @Nullable Object read(String json) {
    return read(json.getBytes(UTF_8));
  }

  /**
   * Reads one value.
   *
   * @throws JsonException when the bytes are not exactly one JSON value
   */
  public static @Nullable Object read(byte[] json) {
    return read(json, 0, json.length);
  }

  /**
   * Reads one value that lies from {@code start} to {@code end}.
   *
   * @throws JsonException when the bytes are not exactly one JSON value
   */
  public static @Nullable Object read(byte[] bytes, int start, int end) {
    JsonScanner scanner = new JsonScanner().over(bytes, start, end);
    if (scanner.document() < 0) {
      throw scanner.problem();
    }
    return readChecked(bytes, start, end);
  }

  /**
   * Reads one object.
   *
   * @throws JsonException when the bytes are not exactly one JSON object
   */
  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  public static Map<String, Object> readObject(byte[] bytes, int start, int end) {
    Object value = read(bytes, start, end);
    if (!(value instanceof Map)) {
      throw new JsonException("expected an object, found " + describe(value), 0);
    }
    return (Map<String, Object>) value;
  }

  private static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List) {
      return "an array";
    }
    return value instanceof String ? "a text" : value instanceof Number ? "a number" : "a truth";
  }

  /** Reads the value that begins at {@code start}, which the {@link JsonScanner} has passed. */
  static @Nullable Object readChecked(byte[] bytes, int start, int end) {
    return new JsonReader(bytes, start, end).value();
  }

  private @Nullable Object value() {
    space();
    return switch (bytes[at]) {
      case '"' -> text();
      case '{' -> object();
      case '[' -> array();
      case 't' -> literal(true, 4);
      case 'f' -> literal(false, 5);
      case 'n' -> literal(null, 4);
      case 'N' -> literal(Double.NaN, 3);
      case 'I' -> literal(Double.POSITIVE_INFINITY, 8);
      default -> number();
    };
  }

  private @Nullable Object literal(@Nullable Object value, int length) {
    at += length;
    return value;
  }

  private Object number() {
    if (bytes[at] == '-' && bytes[at + 1] == 'I') {
      at += 9;
      return Double.NEGATIVE_INFINITY;
    }
    int start = at;
    while (at < end && isOfNumber(bytes[at])) {
      at++;
    }
    return JsonNumber.read(bytes, start, at);
  }

  private static boolean isOfNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  private String text() {
    int start = ++at;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return JsonText.read(bytes, start, at++);
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (more('}')) {
      String name = text();
      space();
      at++;
      members.put(name, value());
    }
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> items = new ArrayList<>();
    while (more(']')) {
      items.add(value());
    }
    return items;
  }

  // Steps over the opening bracket or a comma, or over the closing bracket.
  private boolean more(char close) {
    space();
    if (bytes[at] == close) {
      at++;
      return false;
    }
    at++;
    space();
    if (bytes[at] == close) {
      at++;
      return false;
    }
    return true;
  }

  private void space() {
    while (JsonScanner.isSpace(bytes[at])) {
      at++;
    }
  }
}
