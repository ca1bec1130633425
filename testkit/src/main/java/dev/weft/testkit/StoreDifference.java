package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Stage;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoreState;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Holds a store against {@link MemoryStore}: both are given the same records, and have to give the
 * same answers to the same questions, to the last number.
 *
 * <p>Used by one thread.
 */
public final class StoreDifference {
  private static final int PAGE = 37;
  private static final List<String> FACETS =
      List.of("level", "logger", "host", "name", "status", "order", "pattern");

  private final EventStore tested;
  private final EventStore reference = MemoryStore.create();

  private StoreDifference(EventStore tested) {
    this.tested = tested;
  }

  /** Of that store, which is empty. */
  public static StoreDifference of(EventStore tested) {
    return new StoreDifference(tested);
  }

  /** Gives both the records, in batches of any size; what is new has to be the same for both. */
  public void append(List<byte[]> records, Random random) throws IOException {
    int from = 0;
    while (from < records.size()) {
      int to = Math.min(records.size(), from + 1 + random.nextInt(200));
      Batch batch = batch(records.subList(from, to));
      assertThat(tested.append(batch)).as("new events").isEqualTo(reference.append(batch));
      from = to;
    }
    StoreState state = reference.state();
    assertThat(tested.state().events()).isEqualTo(state.events());
    assertThat(tested.state().duplicates()).isEqualTo(state.duplicates());
    assertThat(tested.state().oldest()).isEqualTo(state.oldest());
    assertThat(tested.state().newest()).isEqualTo(state.newest());
  }

  private static Batch batch(List<byte[]> records) {
    Batch.Builder batch = Batch.builder("generated");
    records.forEach(batch::add);
    return batch.build();
  }

  /** Asks both everything about the selection of a query, over all time and over a part of it. */
  public void compare(SearchQuery query, Random random) throws IOException {
    compare(new Selection(query, null, null), random);
    compare(part(query, random), random);
  }

  private Selection part(SearchQuery query, Random random) {
    StoreState state = reference.state();
    Cursor oldest = state.oldest();
    Cursor newest = state.newest();
    if (oldest == null || newest == null) {
      return new Selection(query, null, null);
    }
    long length = newest.micros() - oldest.micros();
    long from = oldest.micros() + (long) (random.nextDouble() * length);
    long to = from + (long) (random.nextDouble() * length);
    return new Selection(query, time(random, from), time(random, to));
  }

  private static @Nullable Instant time(Random random, long micros) {
    return random.nextInt(4) == 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void compare(Selection selection, Random random) throws IOException {
    String query = "of: " + selection;
    for (Search.Order order : Search.Order.values()) {
      assertThat(found(tested, selection, order))
          .as("found %s, %s", order, query)
          .isEqualTo(found(reference, selection, order));
    }
    assertThat(tested.count(selection)).as("count %s", query).isEqualTo(reference.count(selection));
    Duration width = Duration.ofSeconds(1L << (8 + random.nextInt(12)));
    assertThat(tested.histogram(selection, width))
        .as("histogram %s", query)
        .isEqualTo(reference.histogram(selection, width));
    assertThat(tested.facets(selection, FACETS, 5))
        .as("facets %s", query)
        .isEqualTo(reference.facets(selection, FACETS, 5));
    assertThat(tested.patterns(selection, 20))
        .as("patterns %s", query)
        .isEqualTo(reference.patterns(selection, 20));
    assertThat(tested.errors(selection, 20))
        .as("errors %s", query)
        .isEqualTo(reference.errors(selection, 20));
    boolean slowestFirst = random.nextBoolean();
    assertThat(tested.trees(selection, slowestFirst, 1000))
        .as("trees %s", query)
        .isEqualTo(reference.trees(selection, slowestFirst, 1000));
    assertThat(tested.objects(selection, 20))
        .as("objects %s", query)
        .isEqualTo(reference.objects(selection, 20));
  }

  private static List<String> found(EventStore store, Selection selection, Search.Order order)
      throws IOException {
    List<String> found = new ArrayList<>();
    Cursor after = null;
    do {
      Page page = store.search(new Search(selection, order, PAGE, after));
      page.events().forEach(event -> found.add(event.cursor() + " " + event.arrival()));
      after = page.next();
    } while (after != null);
    return found;
  }

  /** Asks both for the table of a query with stages. */
  public void compareTable(SearchQuery query) throws IOException {
    Selection selection = new Selection(query, null, null);
    List<Stage> stages = query.tree().stages();
    Table expected = reference.table(selection, stages);
    Table table = tested.table(selection, stages);
    assertThat(table.columns()).as("columns of: %s", query).isEqualTo(expected.columns());
    assertThat(table.rows()).as("rows of: %s", query).isEqualTo(expected.rows());
    assertThat(table.complete()).as("complete: %s", query).isEqualTo(expected.complete());
  }

  /** Asks both for each tree, each object's changes, values and names to suggest. */
  public void compareWholes() throws IOException {
    List<String> roots = reference.roots("", 1000);
    assertThat(tested.roots("", 1000)).as("roots").isEqualTo(roots);
    for (String root : roots) {
      assertThat(tested.tree(root)).as("tree %s", root).isEqualTo(reference.tree(root));
    }
    Selection all = new Selection(StoreFixture.query(""), null, null);
    for (ObjectSummary object : reference.objects(all, 1000)) {
      assertThat(cursors(tested, object.id()))
          .as("changes of %s", object.id())
          .isEqualTo(cursors(reference, object.id()));
    }
    assertThat(tested.fields("", 10_000)).as("fields").isEqualTo(reference.fields("", 10_000));
    for (String field : FACETS) {
      assertThat(tested.suggest(field, "", 10))
          .as("suggestions for %s", field)
          .isEqualTo(reference.suggest(field, "", 10));
    }
  }

  private static List<Cursor> cursors(EventStore store, String object) throws IOException {
    return store.changes(object).stream().map(StoredEvent::cursor).toList();
  }
}
