package dev.weft.event.store;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows one field of a live object from change to change. Used by one thread. */
final class ObjectField {
  private static final FieldPath ACTION = FieldPath.of(WireKey.ACTION);
  private static final FieldPath STATUS = FieldPath.of(WireKey.STATUS);
  private static final FieldPath REMOVED = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_REMOVED);

  private final FieldPath field;
  // The field, and all that would replace it as a whole.
  private final List<FieldPath> around = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  ObjectField(FieldPath field) {
    this.field = FieldPath.of(WireKey.OBJECT + '.' + field);
    List<String> parts = field.names();
    for (int i = 1; i <= parts.size(); i++) {
      String name = String.join(".", parts.subList(0, i));
      names.add(name);
      around.add(FieldPath.of(WireKey.OBJECT + '.' + name));
    }
  }

  /** Its value after a change, given the one before. */
  @Nullable Object after(RawEvent change, @Nullable Object before) {
    boolean deletes = "delete".equals(change.text(ACTION));
    if (!deletes && change.has(field)) {
      return change.foundValue();
    }
    boolean gone =
        "snapshot".equals(change.text(STATUS))
            || around.stream().anyMatch(change::has)
            || (change.value(REMOVED) instanceof List<?> removed
                && removed.stream().anyMatch(names::contains));
    return gone ? null : before;
  }
}
