package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link EventStore} answers. A store's own test extends it, and makes the store; how
 * long its events take to show, and with how many paging is tried, it may change.
 */
public abstract class EventStoreContract extends StoreTreeContract {
  private static final int READERS = 3;
  private static final List<String> TABLES =
      List.of(
          "count",
          "count by level,logger",
          "count by host,name | limit 3",
          "top 4 order",
          "hist 10m",
          "hist 1h by level",
          "stats count,max(duration),p50(duration) by name",
          "stats avg(order),sum(order)",
          "fields time,level,msg,order | limit 20",
          "sort order desc | fields key,order | limit 10");

  /** Makes the contract's tests; called by JUnit. */
  protected EventStoreContract() {}

  @Test
  void interrupt_endsAQuestion_andHarmsNothing() throws Exception {
    EventStore store = store();
    for (int round = 1; round <= 20; round++) {
      store.append(Records.batch(Records.numbered(10 * (round - 1), 10)));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.count(all())).isInstanceOf(IOException.class);
      // The mark stays, for whoever gave it.
      assertThat(Thread.interrupted()).isTrue();
    }
    Awaitility.await().atMost(patience()).until(() -> store.count(all()) == 200);
    assertThat(store.state().trouble()).isNull();
  }

  @Test
  void append_showsToOtherThreadsWithinPatience() throws Exception {
    EventStore store = store();
    store.append(Records.batch(Records.numbered(0, 10)));

    CompletableFuture<Long> other =
        CompletableFuture.supplyAsync(() -> {
          Awaitility.await()
              .pollInterval(Duration.ofMillis(10))
              .atMost(patience())
              .until(() -> store.count(all()) == 10);
          return store.state().events();
        });

    assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo(10);
  }

  @Test
  void questions_whileAppendsGoOn_neverFailAndNeverShrink() throws Exception {
    EventStore store = store();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        all.add(readers.submit(() -> readUntil(store, done)));
      }
      List<StoredEvent> heard = Collections.synchronizedList(new ArrayList<>());
      EventStore.Subscription subscription = store.listen(heard::addAll);
      for (int i = 0; i < 100; i++) {
        store.append(Records.batch(Records.numbered(i * 20, 30)));
      }
      subscription.close();
      shown(store);
      done.set(true);
      for (Future<Long> reader : all) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isLessThanOrEqualTo(2010);
      }
      assertThat(heard)
          .extracting(StoredEvent::arrival)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 2010).boxed().toList());
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
  }

  private static long readUntil(EventStore store, AtomicBoolean done) throws IOException {
    long before = 0;
    while (!done.get()) {
      long now = store.count(all());
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
      store.histogram(all(), Duration.ofSeconds(1));
      store.trees(all(), true, 5);
      List<StoredEvent> arrivals = store.arrivals(0, 10_000);
      for (int i = 0; i < arrivals.size(); i++) {
        assertThat(arrivals.get(i).arrival()).isEqualTo(i + 1L);
      }
    }
    return before;
  }

  @Test
  void interrupt_endsAQuestion() throws Exception {
    EventStore store = filled(Records.numbered(0, 3000));

    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> store.count(selection("\"event\" -\"nothing\"")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("interrupted");
    } finally {
      Thread.interrupted();
    }
    assertThat(store.count(all())).isEqualTo(3000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answers_areThoseOfTheStoreInMemory(long seed) throws Exception {
    Random random = new Random(seed);
    EventGenerator events = EventGenerator.seeded(seed);
    StoreDifference difference = StoreDifference.of(store());
    difference.append(events.records(differenceEvents()), random);
    difference.append(events.records(50), random);
    shown(store());
    QueryGenerator queries = QueryGenerator.seeded(seed, events);
    for (int i = 0; i < differenceQueries(); i++) {
      difference.compare(query(queries.next()), random);
      difference.compareTable(query(queries.next() + " | " + TABLES.get(i % TABLES.size())));
    }
    difference.compareWholes();
  }

  /** How many random events the store and the one in memory are asked about; 1,000 unless said. */
  protected int differenceEvents() {
    return 1000;
  }

  /** How many random queries they are asked; 60 unless said otherwise. */
  protected int differenceQueries() {
    return 60;
  }

  @Test
  void close_twice_isHarmless() throws Exception {
    EventStore store = filled(Records.numbered(0, 3));

    store.close();
    store.close();
  }
}
