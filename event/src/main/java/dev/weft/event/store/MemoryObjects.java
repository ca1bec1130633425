package dev.weft.event.store;

import dev.weft.event.codec.RawEvent;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryStore} answers about live objects. Functions only. */
final class MemoryObjects {
  private MemoryObjects() {}

  static List<ObjectSummary> summaries(MemoryEvents events, Selection selection, int top)
      throws IOException {
    Set<String> matched = new HashSet<>();
    MemoryMatches.of(events, selection)
        .forEach((event, record) -> {
          String id = Sketch.objectId(record);
          if (id != null) {
            matched.add(id);
          }
          return true;
        });
    return matched.stream()
        .map(id -> summary(id, events.object(id)))
        .sorted(Comparator.comparing(ObjectSummary::last).reversed())
        .limit(top)
        .toList();
  }

  private static ObjectSummary summary(String id, List<StoredEvent> changes) {
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
      if (its != null && isLater(cursor, named)) {
        named = cursor;
        name = its;
      }
    }
    return new ObjectSummary(id, name, first, last, changes.size(), finished);
  }

  private static boolean isLater(Cursor cursor, @Nullable Cursor than) {
    return than == null || cursor.compareTo(than) > 0;
  }
}
