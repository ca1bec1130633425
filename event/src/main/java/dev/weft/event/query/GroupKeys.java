package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which groups an event belongs to: several, where a field is a list. */
final class GroupKeys {
  private static final int MOST_OF_ONE_EVENT = 1_000;

  private final List<EventField> fields;

  GroupKeys(List<String> names) {
    this.fields = names.stream().map(EventField::named).toList();
  }

  /** Tells each group's values, null for one that the event does not have. */
  void each(RawEvent event, Surroundings around, Consumer<List<@Nullable Object>> group) {
    List<List<@Nullable Object>> keys = new ArrayList<>();
    keys.add(new ArrayList<>());
    for (EventField field : fields) {
      keys = extended(keys, field.values(event, around));
    }
    keys.forEach(group);
  }

  private static List<List<@Nullable Object>> extended(
      List<List<@Nullable Object>> keys, List<Object> values) {
    if (values.isEmpty()) {
      keys.forEach(key -> key.add(null));
      return keys;
    }
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> key : keys) {
      for (Object value : values.stream().distinct().toList()) {
        if (all.size() < MOST_OF_ONE_EVENT) {
          List<@Nullable Object> longer = new ArrayList<>(key);
          longer.add(Cells.bounded(value));
          all.add(longer);
        }
      }
    }
    return all;
  }
}
