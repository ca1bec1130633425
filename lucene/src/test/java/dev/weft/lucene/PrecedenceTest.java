package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.Selection;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
  private static final long WINDOW = Precedence.WINDOW;
  private static final int BATCHES = 60;
  private static final int IN_BATCH = 10;
  private static final Selection ALL =
      new Selection(SearchQuery.parse("", Clock.systemUTC(), ZoneOffset.UTC), null, null);

  @TempDir private Path folder;

  /** Time that passes when told, and for a thread while it rests. */
  private static final class Told implements Precedence.Meter {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong processor = new AtomicLong();
    private final ThreadLocal<AtomicLong> rested = ThreadLocal.withInitial(AtomicLong::new);
    private final Set<String> resting = ConcurrentHashMap.newKeySet();

    @Override
    public long nanos() {
      return nanos.get() + rested.get().get();
    }

    @Override
    public long processorNanos() {
      return processor.get();
    }

    @Override
    public void rest(long time) {
      resting.add(Thread.currentThread().getName());
      rested.get().addAndGet(time);
    }
  }

  private final Told told = new Told();
  private final Precedence precedence = new Precedence(told);

  private void append(long nanos, long processorNanos) {
    precedence.begin();
    told.nanos.addAndGet(nanos);
    told.processor.addAndGet(processorNanos);
    precedence.end();
  }

  @Test
  void held_whereAppendingGoesOnAndGetsLittleOfTheProcessor() {
    assertThat(precedence.held()).isFalse();

    append(WINDOW, WINDOW / 2);

    assertThat(precedence.held()).isTrue();
  }

  @Test
  void held_notWhereItHasTheProcessorForItself() {
    append(WINDOW, WINDOW);

    assertThat(precedence.held()).isFalse();
  }

  @Test
  void held_notWhereItPausesAmongBatches() {
    for (int i = 0; i < 10; i++) {
      told.nanos.addAndGet(WINDOW / 4);
      append(WINDOW / 4, 0);
    }

    assertThat(precedence.held()).isFalse();
  }

  @Test
  void held_endsWhenNothingMoreIsAppended() {
    append(WINDOW, 0);
    told.nanos.addAndGet(Precedence.LASTS);

    assertThat(precedence.held()).isFalse();
  }

  @Test
  void held_lastsThroughAWindowThatWentWell() {
    append(WINDOW, 0);
    append(WINDOW, WINDOW);

    assertThat(precedence.held()).isTrue();
  }

  @Test
  void giveWay_restsWhileAppendingIsHeld_butNotLongerThanItMay() {
    append(WINDOW, 0);
    precedence.giveWay(WINDOW / 2, () -> false);

    assertThat(told.rested.get().get()).isBetween(WINDOW / 2, WINDOW);
  }

  @Test
  void giveWay_doesNotRest_whereItIsOver() {
    append(WINDOW, 0);
    precedence.giveWay(WINDOW, () -> true);

    assertThat(told.resting).isEmpty();
  }

  @Test
  void store_indexesAndMergesLater_whileAppendingIsHeld() throws IOException {
    Thread appending = Thread.currentThread();
    Settings settings =
        Settings.of(folder.resolve("store"))
            .space(path -> {
              if (Thread.currentThread().equals(appending)) {
                told.nanos.addAndGet(WINDOW);
              }
              return Long.MAX_VALUE;
            });
    try (LuceneStore store = new LuceneStore("test", settings, precedence)) {
      store.open();
      // Each question makes a segment; enough of them are merged.
      for (int i = 0; i < BATCHES; i++) {
        store.append(Records.batch(Records.numbered(i * IN_BATCH, IN_BATCH)));
        await().until(() -> store.count(ALL) == store.state().arrivals());
      }

      await().until(() -> told.resting.stream().anyMatch(name -> name.contains("Merge")));
      assertThat(told.resting).contains("weft-store-indexer{test}");
      assertThat(store.state().arrivals()).isEqualTo(BATCHES * IN_BATCH);
    }
  }
}
