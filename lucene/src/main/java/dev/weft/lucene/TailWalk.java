package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import dev.weft.event.store.Search;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over those of a view's {@link View#tail() tail} that a search finds, in its order, beside a
 * walk over the index.
 *
 * <p>Used by one thread.
 */
final class TailWalk {
  private final Comparator<Cursor> order;
  private final Deque<StoredEvent> left = new ArrayDeque<>();

  /** Whether a search finds an event. */
  interface Finding {
    boolean finds(StoredEvent event) throws IOException;
  }

  TailWalk(View view, Search search, Finding finding) throws IOException {
    order =
        search.order() == Search.Order.NEWEST_FIRST
            ? Comparator.reverseOrder()
            : Comparator.naturalOrder();
    List<StoredEvent> events = new ArrayList<>(view.tail());
    events.sort(Comparator.comparing(StoredEvent::cursor, order));
    Cursor after = search.after();
    for (StoredEvent event : events) {
      if ((after == null || order.compare(event.cursor(), after) > 0) && finding.finds(event)) {
        left.add(event);
      }
    }
  }

  /** The next one, if it comes before a place in the index; null if none does. */
  @Nullable StoredEvent before(LeafWalk at) throws IOException {
    StoredEvent next = left.peek();
    if (next == null) {
      return null;
    }
    int compared = order.compare(next.cursor(), at.cursor());
    if (compared == 0) {
      // It was indexed meanwhile.
      left.remove();
    }
    return compared < 0 ? left.remove() : null;
  }

  /** The next one; null when there is none. */
  @Nullable StoredEvent next() {
    return left.poll();
  }
}
