package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.store.StoredEvent;
import dev.weft.lucene.Failpoint.Step;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At every step of writing the process dies; what was accepted is there afterwards, once. */
class CrashTest {
  private static final int IN_BATCH = 20;
  private static final int MOST_BATCHES = 400;
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  /** What a killed thread would not catch. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(Step step) {
      super(step.name(), null, false, false);
    }
  }

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now.get();
        }

        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }
      };

  private Settings settings(Failpoint failpoint) {
    // Slices of an hour, ten of which are kept; files of the log of a few batches.
    return Settings.of(folder.resolve("store"))
        .keeping(Duration.ofHours(10), 1L << 30)
        .slices(300)
        .memory(4)
        .logFiles(20_000)
        .committing(Duration.ofMillis(1))
        .clock(clock)
        .failpoint(failpoint);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void death_atAnyStep_losesNothingAccepted(Step step) throws Exception {
    // Not the first time, when all is still empty; but the log is synced each second only.
    AtomicInteger until = new AtomicInteger(step == Step.LOG_SYNCED ? 1 : 3);
    CountDownLatch died = new CountDownLatch(1);
    Failpoint failpoint =
        reached -> {
          if (died.getCount() == 0 || (reached == step && until.decrementAndGet() == 0)) {
            died.countDown();
            throw new Died(reached);
          }
        };
    LuceneStore store = new LuceneStore("crash", settings(failpoint));
    store.open();
    int accepted = fill(store, died);
    assertThat(died.getCount()).as("%s was reached", step).isZero();
    store.kill();

    // Keeping for longer, so that nothing goes while it is looked at.
    Settings later = settings(Failpoint.NONE).keeping(Duration.ofDays(1000), 1L << 30);
    LuceneStore again = new LuceneStore("crash", later);
    again.open();
    try {
      check(again, accepted);
    } finally {
      again.close();
    }
  }

  /** Appends until the store has died; how many events were accepted. */
  private int fill(LuceneStore store, CountDownLatch died) throws Exception {
    int accepted = 0;
    for (int i = 0; i < MOST_BATCHES && died.getCount() > 0; i++) {
      try {
        store.append(batch(accepted));
      } catch (Died inTheMiddle) {
        return accepted;
      }
      accepted += IN_BATCH;
      if (i % 10 == 9) {
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        // Lets the indexer come along, so that slices fill and go.
        boolean unused = died.await(15, TimeUnit.MILLISECONDS);
      }
    }
    assertThat(died.await(20, TimeUnit.SECONDS)).as("died").isTrue();
    return accepted;
  }

  private static Batch batch(int from) {
    return Records.batch(Records.numbered(from, IN_BATCH));
  }

  private void check(LuceneStore store, int accepted) throws IOException {
    List<StoredEvent> arrivals = all(store);
    long last = arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).arrival();
    // A batch that was being taken may be there; nobody was told that it is not.
    assertThat(last).isIn((long) accepted, (long) accepted + IN_BATCH);
    long first = arrivals.isEmpty() ? 1 : arrivals.get(0).arrival();
    for (int i = 0; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i).arrival()).isEqualTo(first + i);
      assertThat(arrivals.get(i).id().number()).isEqualTo(first + i - 1);
    }
    if (first > 1) {
      assertThat(store.state().expiredTo()).isNotEqualTo(Long.MIN_VALUE);
    }
    assertThat(store.state().arrivals()).isEqualTo(last);
    // Whatever is still there is known, wherever it is.
    for (int from = (int) first - 1; from + IN_BATCH <= last; from += IN_BATCH) {
      assertThat(store.append(batch(from))).as("repeated from %s", from).isZero();
    }
    assertThat(store.append(batch((int) last))).isEqualTo(IN_BATCH);
    List<StoredEvent> more = all(store);
    assertThat(more.get(more.size() - 1).arrival()).isEqualTo(last + IN_BATCH);
    assertThat(store.state().trouble()).isNull();
  }

  private static List<StoredEvent> all(LuceneStore store) throws IOException {
    List<StoredEvent> all = new ArrayList<>();
    long after = 0;
    for (List<StoredEvent> some = store.arrivals(after, 1000);
        !some.isEmpty();
        some = store.arrivals(after, 1000)) {
      all.addAll(some);
      after = some.get(some.size() - 1).arrival();
    }
    return all;
  }
}
