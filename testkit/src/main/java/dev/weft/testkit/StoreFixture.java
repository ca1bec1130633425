package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the parts of {@link EventStoreContract} share: a store, and ways to fill and ask it. */
abstract class StoreFixture {
  /** An hour behind the records' noon: what is relative in a query is seen from here. */
  static final Clock CLOCK =
      Clock.fixed(instant(WireRecord.NOON).plus(Duration.ofHours(1)), ZoneOffset.UTC);

  private @Nullable EventStore made;

  /** A new, empty store. The contract closes it. */
  protected abstract EventStore createStore() throws Exception;

  /** How long what was appended may take to show in answers, on a busy machine. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** With how many events paging is tried. */
  protected int manyEvents() {
    return 1_000_000;
  }

  /** The test's store. */
  final EventStore store() throws Exception {
    if (made == null) {
      made = createStore();
    }
    return made;
  }

  @AfterEach
  void closeStore() throws IOException {
    if (made != null) {
      made.close();
    }
  }

  /** Appends records, and waits until questions see them. */
  final EventStore filled(List<String> records) throws Exception {
    EventStore store = store();
    store.append(Records.batch(records));
    return shown(store);
  }

  final EventStore filled(WireRecord... records) throws Exception {
    return filled(WireRecord.texts(records));
  }

  /** Waits until questions see all that is in. */
  final EventStore shown(EventStore store) {
    Awaitility.await("what was appended shows")
        .pollInterval(Duration.ofMillis(10))
        .atMost(patience())
        .until(() -> store.count(all()) == store.state().events());
    return store;
  }

  static SearchQuery query(String text) {
    return SearchQuery.parse(text, CLOCK, ZoneOffset.UTC);
  }

  static Selection selection(String text) {
    return new Selection(query(text), null, null);
  }

  static Selection all() {
    return selection("");
  }

  static List<StoredEvent> search(EventStore store, String text) throws IOException {
    return pages(store, selection(text), Search.Order.OLDEST_FIRST, 1000);
  }

  /** All pages of a selection, one behind the other. */
  static List<StoredEvent> pages(
      EventStore store, Selection selection, Search.Order order, int limit) throws IOException {
    List<StoredEvent> events = new ArrayList<>();
    Cursor after = null;
    do {
      Page page = store.search(new Search(selection, order, limit, after));
      assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
      events.addAll(page.events());
      after = page.next();
    } while (after != null);
    return events;
  }

  static List<String> ids(List<StoredEvent> events) {
    return events.stream().map(event -> event.id().toString()).toList();
  }

  static List<String> found(EventStore store, String text) throws IOException {
    return ids(search(store, text));
  }

  static Instant instant(long micros) {
    return Instant.EPOCH
        .plusSeconds(Math.floorDiv(micros, 1_000_000L))
        .plusNanos(Math.floorMod(micros, 1_000_000L) * 1000);
  }
}
