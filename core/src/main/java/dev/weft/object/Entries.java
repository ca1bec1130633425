package dev.weft.object;

import dev.weft.capture.Cut;
import dev.weft.record.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that the program gives together, read once, since its maps and getters may do
 * anything. Used by one thread.
 */
final class Entries {
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  static Entries of(Map<?, ?> map) {
    Entries entries = new Entries();
    entries.addAll(map);
    return entries;
  }

  /** The parts of a record, a map or any other object. */
  static Entries ofObject(Object source) {
    if (source instanceof Map<?, ?> map) {
      return of(map);
    }
    Entries entries = new Entries();
    Properties.of(source.getClass()).read(source, entries);
    return entries;
  }

  void add(String name, @Nullable Object value) {
    names.add(name);
    values.add(value);
  }

  /** Adds what the map holds; where it breaks off, a remark on why. */
  void addAll(Map<?, ?> map) {
    try {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Object key = entry.getKey();
        String name = key instanceof String text ? text : text(key);
        add(name, entry.getValue());
      }
    } catch (RuntimeException changedMeanwhile) {
      add(Fields.OTHERS, failed(map, changedMeanwhile));
    }
  }

  private static String text(@Nullable Object key) {
    return String.valueOf(Recording.capture().value(key));
  }

  /** Stands for what could not be read. */
  static Cut failed(Object source, Throwable why) {
    return new Cut("<" + source.getClass().getName() + ": threw " + why.getClass().getName() + ">");
  }

  Update into(Update update) {
    for (int i = 0; i < names.size(); i++) {
      update.set(names.get(i), values.get(i));
    }
    return update;
  }
}
