package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.store.StoreState;
import dev.weft.testkit.Records;
import dev.weft.testkit.WireRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final int IN_SLICE = 500;

  @TempDir private Path folder;
  private LuceneStore store;

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      store.close();
    }
  }

  private LuceneStore open(Settings settings) throws IOException {
    store = new LuceneStore("test", settings);
    store.open();
    return store;
  }

  private Settings settings() {
    return Settings.of(folder.resolve("store")).slices(IN_SLICE).memory(4);
  }

  private static List<String> events(int from, int count) {
    List<String> records = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      records.add(WireRecord.said("r" + i, 1).at(WireRecord.NOON + i).json());
    }
    return records;
  }

  @Test
  void keepSize_removesTheOldestSlices_andSaysUntilWhen() throws IOException {
    // A slice takes more than the one byte that may be kept; the newest stays whatever it takes.
    LuceneStore kept = open(settings().keeping(Duration.ofDays(9), 1).slices(IN_SLICE));
    for (int i = 0; i < 4; i++) {
      kept.append(Records.batch(events(i * IN_SLICE, IN_SLICE)));
      long in = (i + 1) * (long) IN_SLICE;
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> kept.state().expiredTo() == WireRecord.NOON + in);
    }

    // What is to go is noted before it goes.
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> kept.state().events() == 0);
    StoreState state = kept.state();
    assertThat(state.arrivals()).isEqualTo(4 * IN_SLICE);
    assertThat(kept.append(Records.batch(events(0, 1)))).as("forgotten, so new").isEqualTo(1);
    assertThat(kept.arrivals(0, 10)).singleElement().hasToString(WireRecord.NOON + ":1@r0");
  }

  @Test
  void keepFor_removesSlicesWhenTheirTimeHasCome() throws IOException {
    AtomicLong hours = new AtomicLong(1);
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return Instant.ofEpochMilli(WireRecord.NOON / 1000).plus(Duration.ofHours(hours.get()));
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
    LuceneStore kept = open(settings().keeping(Duration.ofHours(20), 1L << 30).clock(clock));
    kept.append(Records.batch(events(0, IN_SLICE)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(folder.resolve("store/slices/00000002")));
    hours.set(22);
    kept.append(Records.batch(events(IN_SLICE, IN_SLICE)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kept.state().expiredTo() == WireRecord.NOON + IN_SLICE);

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kept.state().events() == IN_SLICE);
    assertThat(kept.state().expiry()).isEqualTo("20 hours or 1 GiB");
    assertThat(kept.state().oldest()).hasToString((WireRecord.NOON + IN_SLICE) + ":1@r500");
    assertThat(folder.resolve("store/slices/00000001")).doesNotExist();
  }

  @Test
  void fullDisk_refusesWithTheCure_andHeals() throws IOException {
    AtomicLong usable = new AtomicLong(1L << 40);
    LuceneStore kept = open(settings().reserve(100 << 20).space(path -> usable.get()));
    kept.append(Records.batch(events(0, 10)));
    usable.set(50 << 20);

    assertThatThrownBy(() -> kept.append(Records.batch(events(10, 10))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("50 MiB are free")
        .hasMessageContaining("100 MiB have to stay free")
        .hasMessageContaining("make room on that disk, or set keep-size");
    assertThat(kept.state().trouble()).contains("50 MiB are free");
    assertThat(kept.arrivals(0, 100)).hasSize(10);

    usable.set(1L << 40);
    assertThat(kept.append(Records.batch(events(10, 10)))).isEqualTo(10);
    assertThat(kept.state().trouble()).isNull();
    assertThat(kept.arrivals(0, 100)).hasSize(20);
  }

  @Test
  void indexingThatFails_keepsWhatIsIn_saysSoAndGoesOn() throws IOException {
    AtomicLong failures = new AtomicLong(2);
    LuceneStore kept =
        open(
            settings()
                .committing(Duration.ofMillis(1))
                .failpoint(step -> {
                  if (step == Failpoint.Step.AFTER_COMMIT && failures.get() < 2) {
                    failures.incrementAndGet();
                    throw new IOException("no space left on device");
                  }
                }));
    failures.set(0);
    kept.append(Records.batch(events(0, 300)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> String.valueOf(kept.state().trouble()).contains("no space left"));
    kept.append(Records.batch(events(300, 300)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> failures.get() == 2 && kept.state().trouble() == null);

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(kept.arrivals(0, 1000)).hasSize(600));
    assertThat(kept.append(Records.batch(events(0, 600)))).isZero();
  }
}
