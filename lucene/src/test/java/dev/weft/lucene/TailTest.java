package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.display.Answer;
import dev.weft.event.display.Answers;
import dev.weft.event.display.Question;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.Search.Order;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose index is far behind, as after a crash under load. */
class TailTest {
  private static final int INDEXED = 1_000;
  private static final int WAITING = 40_000;
  private static final int IN_BATCH = 1_000;
  private static final int PAGE = 300;

  @TempDir private Path folder;
  private volatile boolean held;
  private LuceneStore store;

  @BeforeEach
  void openAndFallBehind() throws IOException {
    store = new LuceneStore("test", Settings.of(folder.resolve("store")).space(unused -> room()));
    store.open();
    store.append(Records.batch(Records.numbered(0, INDEXED)));
    store.close();
    held = true;
    store.open();
    for (int from = INDEXED; from < INDEXED + WAITING; from += IN_BATCH) {
      store.append(Records.batch(Records.numbered(from, IN_BATCH)));
    }
  }

  @AfterEach
  void close() throws Exception {
    store.kill();
  }

  /** None for what is indexed, as long as it is held. */
  private long room() {
    boolean indexing = Thread.currentThread().getName().startsWith("weft-store-indexer");
    return held && indexing ? 0 : Long.MAX_VALUE / 2;
  }

  private static Selection selection(String query) {
    return new Selection(SearchQuery.parse(query, Clock.systemUTC(), ZoneOffset.UTC), null, null);
  }

  private Page page(String query, Order order, Cursor after) throws IOException {
    return store.search(new Search(selection(query), order, PAGE, after));
  }

  private List<Long> arrivals(String query, Order order) throws IOException {
    List<Long> arrivals = new ArrayList<>();
    Cursor after = null;
    do {
      Page page = page(query, order, after);
      page.events().stream().map(StoredEvent::arrival).forEach(arrivals::add);
      after = page.next();
    } while (after != null);
    return arrivals;
  }

  private static List<Long> downFrom(long first, long last) {
    List<Long> numbers = new ArrayList<>();
    for (long number = first; number >= last; number--) {
      numbers.add(number);
    }
    return numbers;
  }

  @Test
  void newestFirst_beginsWithTheNewest_andSaysThatSomeAreMissing() throws IOException {
    Page first = page("", Order.NEWEST_FIRST, null);
    assertThat(first.complete()).isFalse();

    int tail = arrivals("", Order.NEWEST_FIRST).size() - INDEXED;
    assertThat(tail).isPositive();
    List<Long> expected = downFrom(INDEXED + WAITING, INDEXED + WAITING - tail + 1);
    expected.addAll(downFrom(INDEXED, 1));
    assertThat(arrivals("", Order.NEWEST_FIRST)).isEqualTo(expected);
  }

  @Test
  void oldestFirst_endsWithTheNewest() throws IOException {
    List<Long> newestFirst = arrivals("", Order.NEWEST_FIRST);
    Collections.reverse(newestFirst);

    assertThat(arrivals("", Order.OLDEST_FIRST)).isEqualTo(newestFirst);
  }

  @Test
  void query_decidesOnBoth() throws IOException {
    String query = "message:\"event " + (INDEXED + WAITING - 7) + "\" OR message:\"event 7\"";

    assertThat(arrivals(query, Order.NEWEST_FIRST))
        .containsExactly((long) INDEXED + WAITING - 6, 8L);
  }

  @Test
  void find_findsWhatAPageShowed() throws IOException {
    StoredEvent shown = page("", Order.NEWEST_FIRST, null).events().get(PAGE / 2);

    assertThat(store.find(shown.id()))
        .get()
        .extracting(StoredEvent::arrival)
        .isEqualTo(shown.arrival());
  }

  @Test
  void whatIsNotIndexedYet_isNotSaidToBeMissing() throws IOException {
    assertThat(store.state().behind()).isEqualTo(WAITING);

    Answer answer =
        Answers.over(store, Clock.systemUTC()).ask(Question.of("/trees/00c0ffee", Map.of()));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text())
        .contains("no tree whose id begins with 00c0ffee is indexed yet; 40000 events still wait");
  }

  @Test
  void onceItIsIndexed_allIsThereOnce() throws IOException {
    held = false;
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> store.count(selection("")) == INDEXED + WAITING);

    assertThat(arrivals("", Order.NEWEST_FIRST)).isEqualTo(downFrom(INDEXED + WAITING, 1));
    assertThat(page("", Order.NEWEST_FIRST, null).complete()).isTrue();
    assertThat(store.state().behind()).isZero();
  }
}
