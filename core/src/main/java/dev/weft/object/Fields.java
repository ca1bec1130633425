package dev.weft.object;

import dev.weft.capture.Cut;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object's values as they travel, within a budget, so that its whole state always fits into one
 * message: 1,024 fields and 256 Ki characters. What is over it becomes a {@link Cut}.
 *
 * <p>Used under the object's lock.
 */
final class Fields {
  /** Most names; one more says that there were others. */
  static final int MOST = 1024;

  /** Most characters of all names and texts. */
  static final int MOST_CHARACTERS = 256 * 1024;

  /** The name that says that there were others. */
  static final String OTHERS = "…";

  private static final Cut REMARK = new Cut("<more than " + MOST + " fields>");

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private long characters;
  private volatile boolean overflowed;

  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable Object value(String name) {
    return values.get(name);
  }

  /** Whether the name is there, or there is room for it. */
  boolean takes(String name) {
    int remarks = overflowed ? 1 : 0;
    return values.size() < MOST + remarks || values.containsKey(name);
  }

  /** Keeps the value and returns what is kept of it. */
  @Nullable Object put(String name, @Nullable Object value) {
    int before = values.size();
    long weight = weight(value);
    characters += weight - weight(values.put(name, value));
    if (values.size() > before) {
      characters += name.length();
    }
    if (weight == 0 || characters <= MOST_CHARACTERS) {
      return value;
    }
    Cut leftOut = new Cut("<left out: " + weight + " characters>");
    values.put(name, leftOut);
    characters += weight(leftOut) - weight;
    return leftOut;
  }

  /** Notes that there was no room for a name; returns what says so, null when that is there. */
  @Nullable Object putOthers() {
    overflowed = true;
    return values.putIfAbsent(OTHERS, REMARK) == null ? REMARK : null;
  }

  /** How many characters all names and texts have. */
  long characters() {
    return characters;
  }

  /** Whether there was no room for a name at any time. From any thread. */
  boolean overflowed() {
    return overflowed;
  }

  /** Removes the name; returns whether it was there. */
  boolean remove(String name) {
    if (!values.containsKey(name)) {
      return false;
    }
    characters -= weight(values.remove(name)) + name.length();
    return true;
  }

  void forEach(BiConsumer<String, @Nullable Object> taker) {
    values.forEach(taker);
  }

  Map<String, @Nullable Object> copy() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  // Captured trees are some levels deep and 64 Ki characters large at most.
  private static long weight(@Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return 0;
    }
    if (value instanceof Map<?, ?> map) {
      long sum = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sum += weight(entry.getKey()) + weight(entry.getValue()) + 1;
      }
      return sum;
    }
    if (value instanceof Collection<?> items) {
      long sum = 0;
      for (Object item : items) {
        sum += weight(item) + 1;
      }
      return sum;
    }
    return value instanceof Cut cut ? cut.text().length() : 0;
  }
}
