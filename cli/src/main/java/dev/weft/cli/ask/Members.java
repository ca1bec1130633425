package dev.weft.cli.ask;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object, read forgivingly: what is missing or of another kind is not there. Immutable. */
public final class Members {
  /** Without any. */
  public static final Members NONE = new Members(Map.of());

  private final Map<String, @Nullable Object> all;

  private Members(Map<String, @Nullable Object> all) {
    this.all = all;
  }

  /** Those of a value as {@link JsonReader} gives it; none when it is no object. */
  public static Members of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return NONE;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return new Members(members);
  }

  /**
   * Reads one object.
   *
   * @throws IOException when it is none
   */
  public static Members read(byte[] json) throws IOException {
    try {
      if (JsonReader.read(json) instanceof Map<?, ?> map) {
        return of(map);
      }
    } catch (JsonException noJson) {
      throw new IOException("the answer is no JSON: " + noJson.getMessage(), noJson);
    }
    throw new IOException("the answer is no JSON object");
  }

  static List<Members> readLines(byte[] lines) throws IOException {
    List<Members> rows = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= lines.length; at++) {
      if (at == lines.length || lines[at] == '\n') {
        if (at > start) {
          rows.add(line(lines, start, at));
        }
        start = at + 1;
      }
    }
    return rows;
  }

  private static Members line(byte[] lines, int start, int end) throws IOException {
    try {
      return of(JsonReader.read(lines, start, end));
    } catch (JsonException noJson) {
      throw new IOException("a row of the answer is no JSON: " + noJson.getMessage(), noJson);
    }
  }

  /** All, in their order. */
  public Map<String, @Nullable Object> all() {
    return java.util.Collections.unmodifiableMap(all);
  }

  /** Whether it is there and not null. */
  public boolean has(String name) {
    return all.get(name) != null;
  }

  /** As it is; null when it is not there. */
  public @Nullable Object value(String name) {
    return all.get(name);
  }

  /** A text; null when it is none. */
  public @Nullable String text(String name) {
    return all.get(name) instanceof String text ? text : null;
  }

  /** A text, or another. */
  public String text(String name, String other) {
    String text = text(name);
    return text == null ? requireNonNull(other, "other") : text;
  }

  /** A whole number, or another. */
  public long whole(String name, long other) {
    return all.get(name) instanceof Number number ? number.longValue() : other;
  }

  /** A number; NaN when it is none. */
  public double number(String name) {
    return all.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Whether it is true. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(all.get(name));
  }

  /** An object; one without members when it is none. */
  public Members object(String name) {
    return of(all.get(name));
  }

  /** An array's values, some of them null; none when it is no array. */
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> list(String name) {
    return all.get(name) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  /** An array's values as objects. */
  public List<Members> objects(String name) {
    return list(name).stream().map(Members::of).toList();
  }

  /** An array's values as texts. */
  public List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
