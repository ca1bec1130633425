package dev.weft.web.view;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON for people: keys sorted, two spaces of indent, no line feed at the end; the forms of
 * c2cwsgiutils' {@code json} and {@code fast_json}.
 *
 * <p>Values are maps, collections, arrays of objects, records, texts, numbers, booleans and null;
 * anything else is written as its text. Usable from any thread.
 */
public enum PrettyJson {
  /** Characters beyond ASCII as {@code \}{@code u} escapes. */
  ASCII,
  /** All characters as they are. */
  UTF8;

  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_ASCII = 0x7e;

  /** The value's JSON. */
  public String text(@Nullable Object value) {
    StringBuilder to = new StringBuilder();
    write(to, value, 0);
    return to.toString();
  }

  private void write(StringBuilder to, @Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean) {
      to.append(value);
    } else if (value instanceof Number number) {
      number(to, number);
    } else if (value instanceof Map<?, ?> map) {
      object(to, sorted(map), depth);
    } else if (value instanceof Collection<?> items) {
      array(to, items.iterator(), depth);
    } else if (value instanceof Object[] items) {
      array(to, Arrays.asList(items).iterator(), depth);
    } else if (value instanceof Record data) {
      object(to, components(data), depth);
    } else {
      quoted(to, value.toString());
    }
  }

  private static void number(StringBuilder to, Number number) {
    double real = number.doubleValue();
    // JSON has no words for these.
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      to.append("null");
    } else {
      to.append(number);
    }
  }

  private static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    return sorted;
  }

  private static Map<String, @Nullable Object> components(Record data) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (RecordComponent component : data.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        values.put(component.getName(), component.getAccessor().invoke(data));
      } catch (ReflectiveOperationException unreadable) {
        throw new IllegalArgumentException(
            "the component " + component.getName() + " of " + data.getClass() + " cannot be read",
            unreadable);
      }
    }
    return new TreeMap<>(values);
  }

  private void object(StringBuilder to, Map<String, @Nullable Object> members, int depth) {
    if (members.isEmpty()) {
      to.append("{}");
      return;
    }
    to.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
      to.append(separator);
      line(to, depth + 1);
      quoted(to, member.getKey());
      to.append(": ");
      write(to, member.getValue(), depth + 1);
      separator = ",";
    }
    line(to, depth);
    to.append('}');
  }

  private void array(StringBuilder to, Iterator<?> items, int depth) {
    if (!items.hasNext()) {
      to.append("[]");
      return;
    }
    to.append('[');
    String separator = "";
    while (items.hasNext()) {
      to.append(separator);
      line(to, depth + 1);
      write(to, items.next(), depth + 1);
      separator = ",";
    }
    line(to, depth);
    to.append(']');
  }

  private static void line(StringBuilder to, int depth) {
    to.append('\n').append("  ".repeat(depth));
  }

  private void quoted(StringBuilder to, String text) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(to, text.charAt(i));
    }
    to.append('"');
  }

  private void character(StringBuilder to, char c) {
    switch (c) {
      case '"' -> to.append("\\\"");
      case '\\' -> to.append("\\\\");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      case '\b' -> to.append("\\b");
      case '\f' -> to.append("\\f");
      default -> {
        if (c < FIRST_PRINTABLE || (c > LAST_ASCII && this == ASCII)) {
          escaped(to, c);
        } else {
          to.append(c);
        }
      }
    }
  }

  private static void escaped(StringBuilder to, char c) {
    String hex = Integer.toHexString(c);
    to.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
  }
}
