package dev.weft.event.display;

import dev.weft.event.flow.Batch;
import dev.weft.event.query.Stage;
import dev.weft.event.store.ErrorGroup;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import dev.weft.event.store.Histogram;
import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.Page;
import dev.weft.event.store.PatternGroup;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoreState;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.Table;
import dev.weft.event.store.TreeEntries;
import dev.weft.event.store.TreeSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that says that what is older than a day before nine is gone. */
record AgedStore(EventStore kept) implements EventStore {
  @Override
  public StoreState state() {
    StoreState state = kept.state();
    long dayBefore = Logbook.NINE - 24 * 3_600_000_000L;
    return new StoreState(
        state.events(),
        state.bytes(),
        state.arrivals(),
        state.duplicates(),
        state.behind(),
        state.oldest(),
        state.newest(),
        dayBefore,
        "14 days",
        null);
  }

  @Override
  public int append(Batch batch) throws IOException {
    return kept.append(batch);
  }

  @Override
  public Page search(Search search) throws IOException {
    return kept.search(search);
  }

  @Override
  public Optional<StoredEvent> find(EventId id) throws IOException {
    return kept.find(id);
  }

  @Override
  public long count(Selection selection) throws IOException {
    return kept.count(selection);
  }

  @Override
  public List<StoredEvent> arrivals(long after, int limit) throws IOException {
    return kept.arrivals(after, limit);
  }

  @Override
  public Subscription listen(Listener listener) {
    return kept.listen(listener);
  }

  @Override
  public Histogram histogram(Selection selection, Duration width) throws IOException {
    return kept.histogram(selection, width);
  }

  @Override
  public List<Facet> facets(Selection selection, List<String> fields, int top) throws IOException {
    return kept.facets(selection, fields, top);
  }

  @Override
  public Table table(Selection selection, List<Stage> stages) throws IOException {
    return kept.table(selection, stages);
  }

  @Override
  public List<ErrorGroup> errors(Selection selection, int top) throws IOException {
    return kept.errors(selection, top);
  }

  @Override
  public List<PatternGroup> patterns(Selection selection, int top) throws IOException {
    return kept.patterns(selection, top);
  }

  @Override
  public List<TreeSummary> trees(Selection selection, boolean slowestFirst, int top)
      throws IOException {
    return kept.trees(selection, slowestFirst, top);
  }

  @Override
  public List<String> roots(String prefix, int most) throws IOException {
    return kept.roots(prefix, most);
  }

  @Override
  public TreeEntries tree(String root) throws IOException {
    return kept.tree(root);
  }

  @Override
  public List<ObjectSummary> objects(Selection selection, int top) throws IOException {
    return kept.objects(selection, top);
  }

  @Override
  public List<StoredEvent> changes(String objectId) throws IOException {
    return kept.changes(objectId);
  }

  @Override
  public List<Facet.Count> suggest(String field, String prefix, int top) throws IOException {
    return kept.suggest(field, prefix, top);
  }

  @Override
  public List<String> fields(String prefix, int top) throws IOException {
    return kept.fields(prefix, top);
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
