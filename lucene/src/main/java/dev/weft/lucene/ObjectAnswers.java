package dev.weft.lucene;

import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.Sketch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sums up live objects. Functions only. */
final class ObjectAnswers {
  private ObjectAnswers() {}

  /** The objects of which a change matches, by their last change, newest first. */
  static List<ObjectSummary> summaries(View view, Matches matches, int top) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    matches
        .like(new IndexTerms(null).kind(Columns.KIND_CHANGE))
        .forEach((match, all) -> {
          String id = Sketch.objectId(all.recordToRead(match));
          if (id != null) {
            ids.add(id);
          }
        });
    ObjectChanges changes = new ObjectChanges(view);
    List<ObjectSummary> summaries = new ArrayList<>();
    for (String id : ids) {
      summaries.add(ObjectSummary.of(id, changes.all(id)));
    }
    summaries.sort(Comparator.comparing(ObjectSummary::last).reversed());
    return List.copyOf(summaries.subList(0, Math.min(top, summaries.size())));
  }
}
