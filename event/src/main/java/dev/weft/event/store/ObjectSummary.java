package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live object of which a change matched.
 *
 * @param id which
 * @param name its routing key, or null
 * @param first its earliest change in this store
 * @param last its latest
 * @param changes how many changes of it are in this store
 * @param finished whether its end was seen
 */
public record ObjectSummary(
    String id, @Nullable String name, Cursor first, Cursor last, long changes, boolean finished) {
  /** Checks that all are there. */
  public ObjectSummary {
    requireNonNull(id, "id");
    requireNonNull(first, "first");
    requireNonNull(last, "last");
  }

  /**
   * Sums an object up. It is called what the latest change that has a name calls it.
   *
   * @param changes all of it that are kept, in any order; at least one
   */
  public static ObjectSummary of(String id, List<StoredEvent> changes) {
    Cursor first = changes.get(0).cursor();
    Cursor last = first;
    Cursor named = null;
    String name = null;
    boolean finished = false;
    RawEvent view = new RawEvent();
    for (StoredEvent change : changes) {
      view.over(change.json());
      Cursor cursor = change.cursor();
      first = cursor.compareTo(first) < 0 ? cursor : first;
      last = cursor.compareTo(last) > 0 ? cursor : last;
      finished |= Sketch.endsObject(view);
      String its = Sketch.routingKey(view);
      if (its != null && (named == null || cursor.compareTo(named) > 0)) {
        named = cursor;
        name = its;
      }
    }
    return new ObjectSummary(id, name, first, last, changes.size(), finished);
  }
}
