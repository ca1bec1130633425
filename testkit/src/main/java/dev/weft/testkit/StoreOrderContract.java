package dev.weft.testkit;

import static dev.weft.testkit.WireRecord.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.Search.Order;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Identity, the total order, pages, arrivals: a part of {@link EventStoreContract}. */
abstract class StoreOrderContract extends StoreFixture {
  private static final int TIES = 3000;

  @Test
  void append_sameBatchTwice_keepsItOnce() throws Exception {
    EventStore store = store();
    List<String> records = Records.numbered(0, 50);

    assertThat(store.append(Records.batch(records))).isEqualTo(50);
    assertThat(store.append(Records.batch(records))).isZero();
    shown(store);

    assertThat(search(store, "")).hasSize(50);
    assertThat(store.state().events()).isEqualTo(50);
    assertThat(store.state().arrivals()).isEqualTo(50);
    assertThat(store.state().duplicates()).isEqualTo(50);
  }

  @Test
  void append_overlappingBatches_keepsEachEventOnce() throws Exception {
    EventStore store = store();

    assertThat(store.append(Records.batch(Records.numbered(0, 40)))).isEqualTo(40);
    assertThat(store.append(Records.batch(Records.numbered(20, 40)))).isEqualTo(20);
    shown(store);

    assertThat(ids(search(store, ""))).hasSize(60).doesNotHaveDuplicates();
    assertThat(store.state().duplicates()).isEqualTo(20);
  }

  @Test
  void append_repetitionInsideABatch_keepsItOnce() throws Exception {
    List<String> records = new ArrayList<>(Records.numbered(0, 5));
    records.addAll(Records.numbered(0, 5));

    assertThat(store().append(Records.batch(records))).isEqualTo(5);
    assertThat(search(shown(store()), "")).hasSize(5);
  }

  @Test
  void append_emptyBatch_changesNothing() throws Exception {
    assertThat(store().append(Records.batch())).isZero();
    assertThat(store().state().events()).isZero();
    assertThat(search(store(), "")).isEmpty();
  }

  @Test
  void append_recordsOfManyKinds_givesEachItsIdentity() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("7c9f/1/2", 3).at(NOON),
            WireRecord.outside("run-7", 12).at(NOON + 1),
            WireRecord.unnumbered().at(NOON + 2),
            WireRecord.change("91b0", 4).at(NOON + 3),
            WireRecord.change("91b0", 4).weft("src", null).weft("n", null).at(NOON + 4));

    assertThat(found(store, ""))
        .containsExactly("3@7c9f/1/2", "12@~run-7", "3@~~", "4@~run-1", "4@~/91b0");
  }

  @Test
  void append_whatNobodyNumbered_isNewEachTime() throws Exception {
    String record = WireRecord.unnumbered().json();

    assertThat(store().append(Records.batch(record))).isEqualTo(1);
    assertThat(store().append(Records.batch(record))).isEqualTo(1);
    assertThat(found(shown(store()), "")).containsExactly("1@~~", "2@~~");
  }

  @Test
  void append_signsOfLifeAndWhatIsNoObject_keepsNone() throws Exception {
    EventStore store = store();

    int fresh =
        store.append(
            Records.batch(
                "{\"time_in\":1,\"weft\":{\"kind\":\"alive\",\"src\":\"s\",\"n\":1}}",
                "{\"obj_id\":\"a\",\"obj\":{\"x\":null},\"action\":\"delete\",\"weft\":{\"echo\":true}}",
                "[1,2]",
                "{\"broken\":",
                Records.logged(0)));

    assertThat(fresh).isEqualTo(1);
    assertThat(found(shown(store), "")).containsExactly("0@" + Records.TASK);
  }

  @Test
  void append_hugeNumbersAndOddPlaces_stillGivesAllAnIdentity() throws Exception {
    EventStore store =
        filled(
            List.of(
                "{\"created\":1e300,\"context\":{\"key\":\"999999999999999999@r\"},\"msg\":\"a\"}",
                "{\"created\":\"x\",\"context\":{\"key\":\"1@~run\"},\"msg\":\"b\"}",
                "{\"created\":-1.5,\"context\":{\"key\":\"1@/odd//1\"},\"msg\":\"c\"}",
                "{\"weft\":{\"src\":\"s\",\"n\":99999999999999999999},\"msg\":\"d\"}",
                "{\"weft\":{\"src\":\"s\",\"n\":-1},\"msg\":\"e\"}",
                "{\"weft\":{\"src\":\"~\",\"n\":1},\"msg\":\"f\"}",
                "{\"context\":{\"key\":\"1@" + "a/".repeat(5000) + "\"},\"msg\":\"g\"}",
                "{}"));

    List<StoredEvent> events = search(store, "");

    assertThat(events).hasSize(8);
    assertThat(events.get(0).cursor()).hasToString("-1500000:1@/odd//1");
    for (StoredEvent event : events) {
      assertThat(store.find(event.id())).map(StoredEvent::cursor).contains(event.cursor());
      assertThat(Cursor.parse(event.cursor().toString())).contains(event.cursor());
    }
  }

  @Test
  void search_giveBackTheRecordsAsTheyCame() throws Exception {
    List<String> records = new ArrayList<>(Records.hostile(0));
    EventStore store = filled(records);

    assertThat(search(store, "").stream().map(event -> new String(event.json(), UTF_8)).toList())
        .containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void search_ordersByTimeThenRootPathAndNumber() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("b", 1).at(NOON),
            WireRecord.said("a/10", 1).at(NOON),
            WireRecord.said("a/2", 10).at(NOON),
            WireRecord.said("a/2", 9).at(NOON),
            WireRecord.said("z", 1).at(NOON - 1),
            WireRecord.outside("s", 1).at(NOON));
    String[] ordered = {"1@z", "9@a/2", "10@a/2", "1@a/10", "1@b", "1@~s"};

    assertThat(ids(pages(store, all(), Order.OLDEST_FIRST, 2))).containsExactly(ordered);
    List<String> newest = new ArrayList<>(ids(pages(store, all(), Order.NEWEST_FIRST, 2)));
    Collections.reverse(newest);
    assertThat(newest).containsExactly(ordered);
  }

  @Test
  void search_oneTimeForAll_pagesBothWaysWhileMoreComes() throws Exception {
    EventStore store = store();
    List<String> records = ties(0, TIES, 1);
    store.append(Records.batch(records));
    shown(store);
    Set<String> first = new HashSet<>(ids(search(store, "")));

    int appended = TIES;
    for (Order order : Order.values()) {
      List<String> seen = new ArrayList<>();
      Cursor after = null;
      do {
        Page page = store.search(new Search(all(), order, 97, after));
        seen.addAll(ids(page.events()));
        after = page.next();
        store.append(Records.batch(ties(appended, 10, 2)));
        appended += 10;
      } while (after != null);
      assertThat(seen).doesNotHaveDuplicates().containsAll(first);
    }
  }

  private static List<String> ties(int from, int count, long seed) {
    List<String> records = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      records.add(WireRecord.said("r" + i % 7 + "/" + i % 5, i).json());
    }
    Collections.shuffle(records, new Random(seed));
    return records;
  }

  @Test
  void search_manyEventsOfOneTime_pagesWithoutLossOrRepeat() throws Exception {
    EventStore store = store();
    int many = manyEvents();
    for (int from = 0; from < many; from += 10_000) {
      store.append(Records.batch(smallTies(from, Math.min(10_000, many - from))));
    }
    shown(store);

    boolean[] seen = new boolean[many];
    Cursor after = null;
    Cursor before = null;
    int count = 0;
    do {
      Page page = store.search(new Search(all(), Order.OLDEST_FIRST, 10_000, after));
      for (StoredEvent event : page.events()) {
        // A million assertions would take longer than the store.
        if (seen[(int) event.id().number()]
            || (before != null && before.compareTo(event.cursor()) >= 0)) {
          throw new AssertionError(event + " behind " + before);
        }
        before = event.cursor();
        seen[(int) event.id().number()] = true;
        count++;
      }
      after = page.next();
    } while (after != null);

    assertThat(count).isEqualTo(many);
  }

  private static List<String> smallTies(int from, int count) {
    List<String> records = new ArrayList<>(count);
    for (int i = from; i < from + count; i++) {
      records.add(
          "{\"created\":1795176000.5,\"levelno\":20,\"msg\":\"tie\",\"context\":{\"key\":\""
              + i
              + "@root-"
              + i % 1009
              + "\"}}");
    }
    return records;
  }

  @Test
  void search_behindAnEventThatIsNotThere_goesOnFromItsPlace() throws Exception {
    EventStore store = filled(WireRecord.said("r", 1).at(NOON), WireRecord.said("r", 3).at(NOON));
    Cursor between = new Cursor(NOON, new EventId(2, "r"));
    Cursor earlier = new Cursor(Long.MIN_VALUE, new EventId(0, "x"));
    Cursor later = new Cursor(Long.MAX_VALUE, new EventId(0, "x"));

    assertThat(after(store, Order.OLDEST_FIRST, between)).containsExactly("3@r");
    assertThat(after(store, Order.NEWEST_FIRST, between)).containsExactly("1@r");
    assertThat(after(store, Order.OLDEST_FIRST, earlier)).containsExactly("1@r", "3@r");
    assertThat(after(store, Order.NEWEST_FIRST, earlier)).isEmpty();
    assertThat(after(store, Order.OLDEST_FIRST, later)).isEmpty();
    assertThat(after(store, Order.NEWEST_FIRST, later)).containsExactly("3@r", "1@r");
  }

  private static List<String> after(EventStore store, Order order, Cursor after) throws Exception {
    return ids(store.search(new Search(all(), order, 10, after)).events());
  }

  @Test
  void search_lastPage_saysThatNothingFollows() throws Exception {
    EventStore store = filled(Records.numbered(0, 10));

    Page whole = store.search(new Search(all(), Order.OLDEST_FIRST, 10, null));
    Page part = store.search(new Search(all(), Order.OLDEST_FIRST, 9, null));

    assertThat(whole.next()).isNull();
    assertThat(whole.complete()).isTrue();
    assertThat(part.next()).isEqualTo(part.events().get(8).cursor());
  }

  @Test
  void search_timeOfTheSelection_includesItsStartAndNotItsEnd() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("r", 1).at(NOON - 1),
            WireRecord.said("r", 2).at(NOON),
            WireRecord.said("r", 3).at(NOON + 1),
            WireRecord.said("r", 4).at(NOON + 2));
    Selection two = new Selection(query(""), instant(NOON), instant(NOON + 2));
    Selection none = new Selection(query(""), instant(NOON + 2), instant(NOON));

    assertThat(ids(pages(store, two, Order.OLDEST_FIRST, 10))).containsExactly("2@r", "3@r");
    assertThat(store.count(two)).isEqualTo(2);
    assertThat(store.count(none)).isZero();
    assertThat(pages(store, none, Order.NEWEST_FIRST, 10)).isEmpty();
  }

  @Test
  void find_knownAndUnknown() throws Exception {
    EventStore store = filled(Records.numbered(0, 3));

    EventId second = EventId.parse("1@" + Records.TASK).orElseThrow();
    assertThat(store.find(second))
        .hasValueSatisfying(
            event -> assertThat(new String(event.json(), UTF_8)).isEqualTo(Records.logged(1)));
    assertThat(store.find(new EventId(9, Records.TASK))).isEmpty();
    assertThat(store.find(new EventId(1, "nobody"))).isEmpty();
  }

  @Test
  void arrivals_areNumberedWithoutHoles_andResume() throws Exception {
    EventStore store = store();
    store.append(Records.batch(Records.numbered(0, 5)));
    store.append(Records.batch(Records.numbered(3, 5)));
    store.append(Records.batch(Records.logged("outside")));
    shown(store);

    List<StoredEvent> all = store.arrivals(0, 100);
    assertThat(all)
        .extracting(StoredEvent::arrival)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(ids(all).get(5)).isEqualTo("5@" + Records.TASK);
    assertThat(ids(store.arrivals(5, 2))).isEqualTo(ids(all.subList(5, 7)));
    assertThat(store.arrivals(9, 10)).isEmpty();
    assertThat(store.arrivals(900, 10)).isEmpty();
  }

  @Test
  void listen_seesExactlyWhatIsNew_untilItEnds() throws Exception {
    EventStore store = store();
    store.append(Records.batch(Records.numbered(0, 3)));
    List<StoredEvent> heard = new ArrayList<>();
    EventStore.Subscription subscription = store.listen(heard::addAll);

    store.append(Records.batch(Records.numbered(1, 4)));
    assertThat(heard).extracting(StoredEvent::arrival).containsExactly(4L, 5L);
    assertThat(ids(heard)).containsExactly("3@" + Records.TASK, "4@" + Records.TASK);
    store.append(Records.batch(Records.numbered(0, 5)));
    subscription.close();
    subscription.close();
    store.append(Records.batch(Records.numbered(5, 2)));

    assertThat(heard).hasSize(2);
  }

  @Test
  void state_tellsOldestAndNewest() throws Exception {
    EventStore empty = store();
    assertThat(empty.state().oldest()).isNull();

    EventStore store =
        filled(WireRecord.said("r", 2).at(NOON + 9), WireRecord.said("r", 1).at(NOON));

    assertThat(store.state().oldest()).hasToString(NOON + ":1@r");
    assertThat(store.state().newest()).hasToString((NOON + 9) + ":2@r");
    assertThat(store.state().bytes()).isNotNegative();
    assertThat(store.state().trouble()).isNull();
  }
}
