package dev.weft.dispatch;

import dev.weft.event.WireKey;
import dev.weft.event.codec.Fragment;
import dev.weft.event.codec.RecordWriter;
import dev.weft.record.Bindings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the contexts of a task's records have in common, written once for as long as the task's
 * fields stay the same.
 *
 * <p>A fixed number of places, found by the id's hash; each holds the task that came last, and none
 * with long values, so what is kept is bounded whatever comes. Used by one thread.
 */
final class TaskPlaces {
  private static final int PLACES = 256;
  private static final int LONGEST = 4096;

  /**
   * A task's id and fields.
   *
   * @param json as {@link RecordWriter#place} made it
   * @param cuts the paths of values that were cut to the budget
   */
  record Place(String id, Bindings fields, Fragment json, List<String> cuts) {}

  private final @Nullable Place[] kept = new Place[PLACES];
  private final Cuts cuts = new Cuts();

  /** The place of the task with that id, while it has these fields. */
  @SuppressWarnings("ReferenceEquality") // are they the same fields?
  Place of(String id, Bindings fields) {
    int hash = id.hashCode();
    int at = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Place known = kept[at];
    if (known != null && known.fields == fields && known.id.equals(id)) {
      return known;
    }
    Place made = make(id, fields);
    if (made.json.length() <= LONGEST) {
      kept[at] = made;
    }
    return made;
  }

  private Place make(String id, Bindings fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    cuts.clear();
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.name(i), fields.value(i));
      cuts.note(WireKey.CONTEXT + '.', fields.name(i), fields.value(i));
    }
    return new Place(id, fields, RecordWriter.place(id, values), cuts.paths());
  }
}
