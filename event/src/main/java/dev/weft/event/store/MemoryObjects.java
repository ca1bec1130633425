package dev.weft.event.store;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        .map(id -> ObjectSummary.of(id, events.object(id)))
        .sorted(Comparator.comparing(ObjectSummary::last).reversed())
        .limit(top)
        .toList();
  }
}
