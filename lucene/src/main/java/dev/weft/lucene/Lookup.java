package dev.weft.lucene;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Finds single events, and events as they arrived. Functions only. */
final class Lookup {
  private Lookup() {}

  /** One event. */
  static Optional<StoredEvent> find(View view, EventId id) throws IOException {
    Optional<StoredEvent> indexed = indexed(view, id);
    return indexed.isPresent()
        ? indexed
        : view.tail().stream().filter(event -> event.id().equals(id)).findFirst();
  }

  private static Optional<StoredEvent> indexed(View view, EventId id) throws IOException {
    if (id.unnumbered()) {
      return arrivals(view, id.number() - 1, 1).stream()
          .filter(event -> event.id().equals(id))
          .findFirst();
    }
    BytesRef key = SortKey.of(id);
    ScopeId task = id.scope();
    Query query =
        task != null
            ? TreeLookup.query(task.root())
            : new TermQuery(
                new Term(Columns.TERMS, new TermStream().put(Columns.ID).put(key).take()));
    Found found = new Found();
    TreeEvents.forEach(
        view,
        query,
        (slice, columns, doc) -> {
          if (found.wanted(columns, key)) {
            found.event = TreeEvents.event(view, slice, columns);
          }
          return found.event == null;
        });
    return Optional.ofNullable(found.event);
  }

  /** Compares keys by their place in each segment, which is found once. */
  private static final class Found {
    private @Nullable StoredEvent event;
    private TreeEvents.@Nullable LeafColumns leaf;
    private int ordinal;

    @SuppressWarnings("ReferenceEquality") // is it the same segment?
    boolean wanted(TreeEvents.LeafColumns columns, BytesRef key) throws IOException {
      if (leaf != columns) {
        leaf = columns;
        ordinal = columns.keys().lookupTerm(key);
      }
      return ordinal >= 0 && columns.keyOrdinal() == ordinal;
    }
  }

  /** Events behind an arrival, in the order of arrival. */
  static List<StoredEvent> arrivals(View view, long after, int limit) throws IOException {
    List<StoredEvent> events = new ArrayList<>();
    RawEvent record = new RawEvent();
    long next = Math.max(1, after + 1);
    for (Slice slice : view.slices()) {
      SliceFacts facts = slice.facts();
      if (facts.arrival() < next || facts.events() == 0) {
        continue;
      }
      for (Block block = view.blockFrom(slice, next);
          block != null && events.size() < limit;
          block = view.blockFrom(slice, next)) {
        next = Math.max(next, block.first());
        for (; block.holds(next) && events.size() < limit; next++) {
          byte[] json = block.copy(next);
          EventId id = EventIdentity.of(record.over(json), next);
          events.add(StoredEvent.of(new Cursor(EventIdentity.micros(record), id), next, json));
        }
      }
    }
    return events;
  }
}
