package dev.weft.event.query;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code obj.x:a->b}: a live object's change after which a field has another value than before.
 * That it is gone is another value too.
 */
final class Change implements Condition {
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final FieldPath REMOVED = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_REMOVED);

  private static final FieldPath ACTION = FieldPath.of(WireKey.ACTION);
  private static final String DELETE = "delete";

  private final FieldPath field;
  private final List<String> names;
  private final @Nullable Predicate<Object> from;
  private final @Nullable Predicate<Object> to;

  /** Makes the condition; a side that is null may be anything, also nothing. */
  Change(String field, @Nullable Predicate<Object> from, @Nullable Predicate<Object> to) {
    this.field = FieldPath.of(field);
    this.names = this.field.names();
    this.from = from;
    this.to = to;
  }

  @Override
  public boolean holds(RawEvent event, Surroundings around) {
    String object = EventType.objectId(event);
    if (object == null) {
      return false;
    }
    Object now = now(event);
    if (now == null && !removes(event)) {
      return false;
    }
    if (to != null && (now == null || !to.test(now))) {
      return false;
    }
    Object before = around.before(event, object, field);
    return from == null
        ? !same(before, now)
        : before != null && from.test(before) && !same(before, now);
  }

  private @Nullable Object now(RawEvent event) {
    boolean deletion = DELETE.equals(event.text(ACTION));
    return !deletion && event.value(OBJECT) instanceof Map<?, ?> values ? inside(values, 0) : null;
  }

  /** At each level the longest name wins, as in {@link FieldPath}. */
  private @Nullable Object inside(Map<?, ?> values, int level) {
    for (int to = names.size(); to > level; to--) {
      Object value = values.get(String.join(".", names.subList(level, to)));
      Object found =
          to == names.size() || value == null
              ? value
              : value instanceof Map<?, ?> inner ? inside(inner, to) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether the change touches what holds the field; it has no value there now. */
  private boolean removes(RawEvent event) {
    Object set = event.value(OBJECT);
    Object removed = event.value(REMOVED);
    for (int to = names.size(); to > 0; to--) {
      String name = String.join(".", names.subList(0, to));
      if ((set instanceof Map<?, ?> values && values.containsKey(name))
          || (removed instanceof List<?> gone && gone.contains(name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(@Nullable Object before, @Nullable Object now) {
    return Objects.equals(before, now)
        || (before instanceof Number left
            && now instanceof Number right
            && left.doubleValue() == right.doubleValue());
  }
}
