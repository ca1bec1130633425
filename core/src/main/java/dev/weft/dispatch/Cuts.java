package dev.weft.dispatch;

import dev.weft.capture.Cut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the paths of values that were cut to the budget, the first 32. Used by one thread. */
final class Cuts {
  private static final int MOST = 32;

  private final List<String> paths = new ArrayList<>();

  void clear() {
    if (!paths.isEmpty()) {
      paths.clear();
    }
  }

  /** Notes what was cut in the value of that name, whose path is {@code prefix + name}. */
  void note(String prefix, String name, @Nullable Object value) {
    // Nearly all values are texts and numbers; asking a class for an interface it lacks is slow.
    if (value instanceof String || value instanceof Number || paths.size() >= MOST) {
      return;
    }
    if (value instanceof Cut) {
      paths.add(prefix + name);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> note(prefix + name + '.', String.valueOf(key), item));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        note(prefix + name + '.', Integer.toString(i), list.get(i));
      }
    }
  }

  /** Adds a path. */
  void add(String path) {
    if (paths.size() < MOST) {
      paths.add(path);
    }
  }

  /** Adds paths that were gathered elsewhere. */
  void add(Collection<String> more) {
    if (!more.isEmpty()) {
      more.stream().limit(MOST - paths.size()).forEach(paths::add);
    }
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** A copy of what was gathered. */
  List<String> paths() {
    return List.copyOf(paths);
  }
}
