package dev.weft.lucene;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.ObjectLife;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Reads the changes of live objects. Used by one thread, for one view. */
final class ObjectChanges {
  private final View view;

  ObjectChanges(View view) {
    this.view = view;
  }

  static TermQuery changes(String objectId) {
    BytesRef term =
        new TermStream().put(Columns.CHANGED).put(objectId, Columns.LONGEST_TEXT).take();
    return new TermQuery(new Term(Columns.TERMS, term));
  }

  List<StoredEvent> all(String objectId) throws IOException {
    List<StoredEvent> changes = new ArrayList<>();
    RawEvent record = new RawEvent();
    TreeEvents.forEach(
        view,
        changes(objectId),
        (slice, columns, doc) -> {
          StoredEvent event = TreeEvents.event(view, slice, columns);
          // The term of a long id is cut.
          if (objectId.equals(Sketch.objectId(record.over(event.json())))) {
            changes.add(event);
          }
          return true;
        });
    return changes;
  }

  ObjectLife life(String objectId) throws IOException {
    return ObjectLife.of(all(objectId));
  }
}
