package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Task;
import dev.weft.event.flow.Batch;
import dev.weft.event.query.EventField;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds {@link MemoryStore} against a loop over all records. */
class NaivelyAnsweredTest {
  private static final int EVENTS = 400;
  private static final int QUERIES = 80;

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void search_findsWhatALoopFinds(long seed) throws Exception {
    EventGenerator events = EventGenerator.seeded(seed);
    List<byte[]> records = events.records(EVENTS);
    Map<String, Task> forest = NaiveAnswers.forest(records);
    Batch.Builder batch = Batch.builder("generated");
    records.forEach(batch::add);
    try (EventStore store = MemoryStore.create()) {
      assertThat(store.append(batch.build())).isEqualTo(records.size());
      QueryGenerator queries = QueryGenerator.seeded(seed, events);
      int found = 0;
      for (int i = 0; i < QUERIES; i++) {
        SearchQuery query = StoreFixture.query(queries.next());
        NaiveAnswers naive = new NaiveAnswers(records, query, forest);
        List<byte[]> expected = naive.matches();
        found += expected.size();
        Selection selection = new Selection(query, null, null);

        assertThat(texts(found(store, selection)))
            .as("found by %s", query)
            .containsExactlyInAnyOrderElementsOf(texts(expected));
        assertThat(store.count(selection)).as("count of %s", query).isEqualTo(expected.size());
        assertThat(facet(store, selection, "name"))
            .as("names by %s", query)
            .isEqualTo(counts(expected, naive, "name"));
      }
      assertThat(found).as("queries find something").isGreaterThan(QUERIES * 5);
    }
  }

  private static List<byte[]> found(EventStore store, Selection selection) throws Exception {
    List<byte[]> found = new ArrayList<>();
    StoreFixture.pages(store, selection, Search.Order.NEWEST_FIRST, 1000)
        .forEach(event -> found.add(event.json()));
    return found;
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(record -> new String(record, UTF_8)).toList();
  }

  private static Map<String, Long> facet(EventStore store, Selection selection, String field)
      throws Exception {
    Facet facet = store.facets(selection, List.of(field), 1000).get(0);
    Map<String, Long> counts = new HashMap<>();
    facet.values().forEach(value -> counts.put(value.value(), value.count()));
    return counts;
  }

  private static Map<String, Long> counts(List<byte[]> records, NaiveAnswers naive, String field) {
    Map<String, Long> counts = new HashMap<>();
    for (byte[] record : records) {
      Object value = EventField.named(field).value(new RawEvent().over(record), naive);
      if (value != null) {
        counts.merge(value.toString(), 1L, Long::sum);
      }
    }
    return counts;
  }
}
