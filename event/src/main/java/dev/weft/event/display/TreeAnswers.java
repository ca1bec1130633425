package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about trees. Usable from any thread, as its store is. */
final class TreeAnswers {
  private static final int MOST_ROOTS = 50;

  private final EventStore store;
  private final EventAnswers events;

  TreeAnswers(EventStore store) {
    this.store = store;
    this.events = new EventAnswers(store);
  }

  /** The roots that a prefix fits; one or more. */
  private List<String> roots(String prefix) throws IOException, Refusal {
    List<String> roots = store.roots(prefix, MOST_ROOTS);
    if (roots.isEmpty()) {
      throw Expiry.of(store.state()).missing("no tree whose id begins with " + prefix);
    }
    return roots;
  }

  private static Answer several(List<String> roots) {
    JsonWriter json = new JsonWriter().beginObject().name("roots").value(roots).endObject();
    return Answer.of(300, json);
  }

  Answer skeleton(Asked asked) throws IOException, Refusal {
    List<String> roots = roots(asked.captured(0));
    if (roots.size() > 1) {
      return several(roots);
    }
    return events(asked);
  }

  Answer events(Asked asked) throws IOException, Refusal {
    List<String> roots = roots(asked.captured(0));
    if (roots.size() > 1) {
      return several(roots);
    }
    List<TreeEntry> entries = store.tree(roots.get(0));
    int from = behind(asked.text(Parameter.CURSOR), entries);
    int to = Math.min(entries.size(), from + asked.limit());
    List<StoredEvent> page = new ArrayList<>();
    for (TreeEntry entry : entries.subList(from, to)) {
      Optional<StoredEvent> event = store.find(entry.cursor().id());
      event.ifPresent(page::add);
    }
    Listing rows = events.rows(asked, page);
    rows.next(to < entries.size() ? entries.get(to - 1).cursor().id() : null);
    return rows.answer();
  }

  private static int behind(@Nullable String cursor, List<TreeEntry> entries) throws Refusal {
    if (cursor == null) {
      return 0;
    }
    EventId id =
        EventId.parse(cursor)
            .orElseThrow(() ->
                Refusal.parameter(
                    "\"" + cursor + "\" is no cursor of a tree",
                    List.of("the cursor of the answer before"),
                    null));
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).cursor().id().compareTo(id) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Answer difference(Asked asked) throws IOException, Refusal {
    return events(asked);
  }
}
