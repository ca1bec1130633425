package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.Query;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Surroundings;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.Selection;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryGeneratorTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @Test
  void everyQuery_isUnderstood_andSomeMatch() {
    EventGenerator events = EventGenerator.seeded(1);
    List<byte[]> records = events.records(300);
    QueryGenerator queries = QueryGenerator.seeded(2, events);
    RawEvent view = new RawEvent();
    int matching = 0;
    for (int i = 0; i < 600; i++) {
      SearchQuery query = SearchQuery.parse(queries.next(), CLOCK, ZoneOffset.UTC);
      matching +=
          records.stream().anyMatch(r -> query.matches(view.over(r), Surroundings.NONE)) ? 1 : 0;
    }
    assertThat(matching).isBetween(200, 570);
  }

  @Test
  void whatSingleEventsAnswer_isTheSameInAStreamAndInASearch() {
    EventGenerator events = EventGenerator.seeded(3);
    List<byte[]> records = events.records(200);
    QueryGenerator queries = QueryGenerator.seeded(4, events);
    RawEvent view = new RawEvent();
    for (int i = 0; i < 500; i++) {
      String text = queries.nextAlone();
      Query stream = Query.parse(text);
      SearchQuery search = SearchQuery.parse(text, CLOCK, ZoneOffset.UTC);
      assertThat(search.alone()).as(text).isTrue();
      for (byte[] record : records) {
        view.over(record);
        assertThat(search.matches(view, Surroundings.NONE)).isEqualTo(stream.matches(view));
      }
    }
  }

  @Test
  void conditions_relateAsTheyMust() throws IOException {
    EventGenerator events = EventGenerator.seeded(6);
    try (MemoryStore store = MemoryStore.create()) {
      store.append(events.batch(200));
      QueryGenerator queries = QueryGenerator.seeded(7, events);
      long all = count(store, "");
      for (int i = 0; i < 80; i++) {
        String next = queries.next();
        String one = next.isEmpty() ? "type:*" : next;
        assertThat(count(store, one) + count(store, "-(" + one + ")")).as(one).isEqualTo(all);
        assertThat(count(store, "(" + one + ") depth:* -under{" + one + "}")).as(one).isZero();
        assertThat(count(store, "under{" + one + "} -in{" + one + "}")).as(one).isZero();
        assertThat(count(store, "in{" + one + "} -in{in{" + one + "}}")).as(one).isZero();
      }
    }
  }

  private static long count(MemoryStore store, String query) throws IOException {
    return store.count(new Selection(SearchQuery.parse(query, CLOCK, ZoneOffset.UTC), null, null));
  }

  @Test
  void records_areWellFormed_eachWithAnIdentityOfItsOwn_theSameForASeed() {
    List<byte[]> records = EventGenerator.seeded(5).records(2_000);
    assertThat(records).hasSizeGreaterThanOrEqualTo(2_000);
    assertThat(EventGenerator.seeded(5).records(2_000).get(99)).isEqualTo(records.get(99));
    Set<Object> identities = new HashSet<>();
    EventField key = EventField.named("key");
    for (byte[] record : records) {
      RawEvent event = new RawEvent().over(record);
      assertThat(event.problem()).isNull();
      assertThat(identities.add(key.value(event, Surroundings.NONE))).isTrue();
    }
  }
}
