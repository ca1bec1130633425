package dev.weft.event.collate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies values that were read so that nobody can change them, and weighs them. */
final class Frozen {
  // What a text, a number or a container's entry takes beside its content, roughly.
  private static final long OVERHEAD = 48;

  private Frozen() {}

  /** The value with all lists and maps inside copied and closed. */
  static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, inner) -> copy.put(String.valueOf(name), copy(inner)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(inner -> copy.add(copy(inner)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  /** About how many bytes of memory a field of that name takes with its value. */
  static long weigh(String name, @Nullable Object value) {
    return OVERHEAD + name.length() + weigh(value);
  }

  private static long weigh(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof CharSequence text) {
      return OVERHEAD + text.length();
    }
    long weight = OVERHEAD;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        weight += weigh(String.valueOf(entry.getKey()), entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object inner : list) {
        weight += Long.BYTES + weigh(inner);
      }
    }
    return weight;
  }
}
