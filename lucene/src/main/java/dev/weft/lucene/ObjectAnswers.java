package dev.weft.lucene;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
      summaries.add(summary(id, changes.all(id)));
    }
    summaries.sort(Comparator.comparing(ObjectSummary::last).reversed());
    return List.copyOf(summaries.subList(0, Math.min(top, summaries.size())));
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
