package dev.weft.daemon.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.daemon.config.WhenFull;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Conservation;
import dev.weft.testkit.RecordingSink;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final RecordingSink healthy = new RecordingSink();

  @Test
  void accept_withoutFilters_passesTheBatchOnAsItIs() throws Exception {
    List<Batch> delivered = new ArrayList<>();
    Plan plan = new Plan(folder).source().sink("out", collecting(delivered));
    Batch batch = Records.batch(Records.numbered(0, 10));

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(batch);
      Conservation.assertHolds(collector.stop(LIMIT).sources().get(0));
    }

    assertThat(delivered).hasSize(1).first().isSameAs(batch);
  }

  @Test
  void sinks_goBeforeAllElse() throws Exception {
    List<Integer> priorities = new CopyOnWriteArrayList<>();
    Sink sink =
        sink(batch -> {
          priorities.add(Thread.currentThread().getPriority());
          return Delivery.DELIVERED;
        });
    Plan plan = new Plan(folder).source().sink("out", sink);

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 1)));
      Conservation.assertHolds(collector.stop(LIMIT).sources().get(0));
    }

    assertThat(priorities).containsExactly(Thread.MAX_PRIORITY);
  }

  @Test
  void accept_withFilterThatKeepsAll_passesTheBatchOnAsItIs() throws Exception {
    List<Batch> delivered = new ArrayList<>();
    Plan plan =
        new Plan(folder)
            .source()
            .filter("1-keep", event -> true)
            .sink("out", collecting(delivered), BufferLimits.STANDARD, "level:>=debug");
    Batch batch = Records.batch(Records.numbered(0, 10));

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(batch);
      Conservation.assertHolds(collector.stop(LIMIT).filters().get(0));
    }

    assertThat(delivered).hasSize(1).first().isSameAs(batch);
  }

  @Test
  void when_thatCannotJudgeARecord_losesThatOneAlone_andSaysSo() throws Exception {
    RecordingSink other = new RecordingSink();
    Plan plan =
        new Plan(folder)
            .source()
            .sink("deep", healthy, BufferLimits.STANDARD, "-message:/(a|b)*c/")
            .sink("other", other);
    List<String> records = new ArrayList<>(Records.numbered(0, 3));
    records.add("{\"message\":\"" + "ab".repeat(200_000) + "\"}");
    records.addAll(Records.numbered(3, 3));

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(records));
      counts = collector.stop(LIMIT);
    }

    assertThat(healthy.records()).isEqualTo(Records.numbered(0, 6));
    assertThat(other.records()).isEqualTo(records);
    Counts.SinkCount deep = counts.sinks().get(0);
    assertThat(deep.count().dropped()).isEqualTo(Map.of("when-failed", 1L));
    assertThat(deep.passedBy()).isZero();
    Conservation.assertHolds(deep.count());
    assertThat(counts.deadLetters().accepted()).isEqualTo(1);
  }

  @Test
  void when_givesEachSinkItsOwnRecords() throws Exception {
    RecordingSink third = new RecordingSink();
    Plan plan =
        new Plan(folder)
            .source()
            .sink("all", healthy)
            .sink("third", third, BufferLimits.STANDARD, "message:\"event 3\"");

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 10)));
      counts = collector.stop(LIMIT);
    }

    assertThat(healthy.records()).isEqualTo(Records.numbered(0, 10));
    assertThat(third.records()).containsExactly(Records.logged(3));
    assertThat(counts.sinks().get(1).passedBy()).isEqualTo(9);
    assertThat(counts.conserved()).isTrue();
  }

  @Test
  void sinks_areOpenedBeforeThereIsAnythingToDeliver() throws Exception {
    Plan plan = new Plan(folder).source().sink("healthy", healthy);

    try (Collector collector = Collector.start(plan.configuration())) {
      Awaitility.await().untilAsserted(() -> assertThat(healthy.opens()).isEqualTo(1));
      plan.intake(0).accept(Records.batch("{}"));
      healthy.awaitRecords(1);
      collector.stop(LIMIT);
    }

    assertThat(healthy.opens()).isEqualTo(1);
  }

  @Test
  void sink_thatIsAbsentFromTheStart_harmsNoOther_andGetsItsRecordsLater() throws Exception {
    RecordingSink absent = new RecordingSink();
    absent.disappear("nobody home");
    Plan plan = new Plan(folder).source().sink("absent", absent).sink("healthy", healthy);

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 10)));
      healthy.awaitRecords(10);
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(collector.counts().sinks().get(0).trouble()).hasValue("nobody home"));

      absent.reappear();

      assertThat(absent.awaitRecords(10)).isEqualTo(Records.numbered(0, 10));
      assertThat(collector.stop(LIMIT).conserved()).isTrue();
    }
  }

  @Test
  void sink_thatThrows_isTriedAgain_andHarmsNoOther() throws Exception {
    RecordingSink kept = new RecordingSink();
    int[] attempts = {0};
    Sink throwing =
        sink(batch -> {
          if (attempts[0]++ < 2) {
            throw new IllegalStateException("bug");
          }
          return kept.deliver(batch);
        });
    Plan plan = new Plan(folder).source().sink("throwing", throwing).sink("healthy", healthy);

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 5)));

      healthy.awaitRecords(5);
      assertThat(kept.awaitRecords(5)).isEqualTo(Records.numbered(0, 5));
      assertThat(collector.stop(LIMIT).conserved()).isTrue();
    }
  }

  @Test
  void sink_thatFailsOnOneRecord_losesOnlyThat_toTheDeadLetters() throws Exception {
    RecordingSink kept = new RecordingSink();
    Sink choking =
        sink(batch -> {
          if (new String(batch.bytes(), 0, batch.length(), UTF_8).contains("event 3\"")) {
            throw new IllegalStateException("cannot digest 3");
          }
          return kept.deliver(batch);
        });
    Plan plan = new Plan(folder).source().sink("choking", choking).sink("healthy", healthy);

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 8)));
      kept.awaitRecords(7);
      plan.intake(0).accept(Records.batch(Records.logged(8)));
      kept.awaitRecords(8);
      counts = collector.stop(LIMIT);
    }

    List<String> others = new ArrayList<>(Records.numbered(0, 9));
    others.remove(3);
    assertThat(kept.records()).isEqualTo(others);
    assertThat(counts.sinks().get(0).count().dropped()).isEqualTo(Map.of("sink-failed", 1L));
    assertThat(counts.sinks().get(0).trouble()).isEmpty();
    assertThat(counts.conserved()).isTrue();
    assertThat(counts.held()).isZero();
    assertThat(Files.readAllLines(plan.deadLetters()))
        .singleElement()
        .asString()
        .contains("\"reason\":\"sink-failed\"", "cannot digest 3", "event 3");
  }

  @Test
  void sink_thatFailsWithAnIoException_isGivenTheBatchUntilItTakesIt() throws Exception {
    RecordingSink kept = new RecordingSink();
    int[] attempts = {0};
    Sink failing =
        sink(batch -> {
          if (attempts[0]++ < 6) {
            throw new IOException("away");
          }
          return kept.deliver(batch);
        });
    Plan plan = new Plan(folder).source().sink("failing", failing);

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 3)));

      assertThat(kept.awaitRecords(3)).isEqualTo(Records.numbered(0, 3));
      assertThat(collector.stop(LIMIT).sinks().get(0).count().droppedTotal()).isZero();
    }
  }

  @Test
  void sink_thatRefuses_givesDeadLettersWithTheReason() throws Exception {
    BitSet second = new BitSet();
    second.set(1);
    RecordingSink refusing = new RecordingSink();
    refusing.answer(new Delivery.Refused(second, "field too long"));
    Plan plan = new Plan(folder).source().sink("picky", refusing).sink("healthy", healthy);

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 3)));
      counts = collector.stop(LIMIT);
    }

    assertThat(refusing.records()).containsExactly(Records.logged(0), Records.logged(2));
    assertThat(counts.sinks().get(0).count().dropped()).isEqualTo(Map.of("refused", 1L));
    assertThat(counts.conserved()).isTrue();
    assertThat(Files.readAllLines(plan.deadLetters()))
        .singleElement()
        .asString()
        .contains(
            "\"station\":\"sink.picky\"",
            "\"reason\":\"refused\"",
            "\"detail\":\"field too long\"",
            "event 1");
  }

  @Test
  void twoProducers_andAFullBuffer_acceptedIsDeliveredAndDropped() throws Exception {
    RecordingSink slow = new RecordingSink();
    slow.block();
    BufferLimits small = new BufferLimits(1 << 20, 50, WhenFull.DROP_NEWEST);
    Plan plan =
        new Plan(folder).source().source().sink("slow", slow, small, null).sink("ok", healthy);

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      List<Thread> producers = new ArrayList<>();
      for (int p = 0; p < 2; p++) {
        Intake intake = plan.intake(p);
        producers.add(new Thread(() -> produce(intake)));
      }
      producers.forEach(Thread::start);
      for (Thread producer : producers) {
        producer.join();
      }
      slow.unblock();
      counts = collector.stop(LIMIT);
    }

    var slowCount = counts.sinks().get(0).count();
    assertThat(slowCount.dropped().get("buffer-full")).isPositive();
    Conservation.assertHolds(2_000, slow.records().size(), slowCount);
    assertThat(healthy.records()).hasSize(2_000);
    assertThat(counts.conserved()).isTrue();
    assertThat(counts.held()).isZero();
  }

  private static void produce(Intake intake) {
    for (int i = 0; i < 1_000; i += 10) {
      intake.accept(Records.batch(Records.numbered(i, 10)));
    }
  }

  @Test
  void dropOldest_keepsTheNewest() throws Exception {
    RecordingSink slow = new RecordingSink();
    slow.block();
    BufferLimits small = new BufferLimits(1 << 20, 10, WhenFull.DROP_OLDEST);
    Plan plan = new Plan(folder).source().sink("slow", slow, small, null);

    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.logged(0)));
      Awaitility.await().until(slow::blocking);
      for (int i = 1; i <= 20; i++) {
        plan.intake(0).accept(Records.batch(Records.logged(i)));
      }
      slow.unblock();
      Counts counts = collector.stop(LIMIT);

      assertThat(slow.records()).contains(Records.logged(20)).doesNotContain(Records.logged(1));
      assertThat(counts.sinks().get(0).count().dropped()).containsKey("buffer-full");
      assertThat(counts.conserved()).isTrue();
    }
  }

  @Test
  void block_slowsTheSourceAndLosesNothing() throws Exception {
    RecordingSink slow = new RecordingSink();
    slow.block();
    BufferLimits small = new BufferLimits(1 << 20, 10, WhenFull.BLOCK);
    Plan plan = new Plan(folder).source().sink("slow", slow, small, null);

    try (Collector collector = Collector.start(plan.configuration())) {
      Thread producer = new Thread(() -> produce(plan.intake(0)));
      producer.start();
      Awaitility.await().until(() -> producer.getState() == Thread.State.WAITING);
      slow.unblock();
      producer.join();

      assertThat(collector.stop(LIMIT).sinks().get(0).count().droppedTotal()).isZero();
    }
    assertThat(slow.records()).isEqualTo(Records.numbered(0, 1_000));
  }

  @Test
  void stop_whileASourceIsBlocked_letsItGo_andCountsWhatIsLost() throws Exception {
    RecordingSink absent = new RecordingSink();
    absent.disappear("gone");
    BufferLimits small = new BufferLimits(1 << 20, 10, WhenFull.BLOCK);
    Plan plan = new Plan(folder).source().sink("absent", absent, small, null);

    try (Collector collector = Collector.start(plan.configuration())) {
      Thread producer = new Thread(() -> produce(plan.intake(0)));
      producer.start();
      Awaitility.await().until(() -> producer.getState() == Thread.State.WAITING);
      collector.stop(Duration.ofMillis(300));
      producer.join();

      Counts counts = collector.counts();
      assertThat(counts.sinks().get(0).count().dropped()).isEqualTo(Map.of("shutdown", 1_000L));
      assertThat(counts.conserved()).isTrue();
      assertThat(counts.held()).isZero();
    }
  }

  @Test
  void stop_withAnAbsentSink_endsInTimeAndCountsWhatIsLost() throws Exception {
    RecordingSink absent = new RecordingSink();
    absent.disappear("gone");
    Plan plan = new Plan(folder).source().sink("absent", absent).sink("healthy", healthy);

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 7)));
      Awaitility.await().until(() -> healthy.records().size() == 7);
      counts = collector.stop(Duration.ofMillis(300));
    }

    assertThat(counts.sinks().get(0).count().dropped()).isEqualTo(Map.of("shutdown", 7L));
    assertThat(counts.conserved()).isTrue();
    assertThat(healthy.records()).hasSize(7);
    assertThat(absent.closes()).isEqualTo(1);
  }

  @Test
  void reject_countsByReason_andKeepsTheFirstSamples() throws Exception {
    Plan plan = new Plan(folder).source().sink("healthy", healthy);

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      for (int i = 0; i < 10; i++) {
        plan.intake(0).reject(new byte[] {(byte) 0xff, 0, (byte) i}, "frames", "2 were expected");
      }
      plan.intake(0).lost(5, "overrun");
      counts = collector.stop(LIMIT);
    }

    assertThat(counts.sources().get(0).dropped()).isEqualTo(Map.of("frames", 10L, "overrun", 5L));
    assertThat(counts.deadLetters().delivered()).isEqualTo(3);
    assertThat(counts.deadLetters().dropped()).isEqualTo(Map.of("enough-samples", 7L));
    assertThat(Files.readAllLines(plan.deadLetters()))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("\"base64\":\"/wA").endsWith("\"}"));
    assertThat(counts.conserved()).isTrue();
  }

  @Test
  void filters_hostileBytes_areDeadLettersAndNothingElseIsLost() throws Exception {
    Plan plan = new Plan(folder).source().filter("1-keep", event -> true).sink("healthy", healthy);
    Batch.Builder batch = Batch.builder("test");
    batch.add(Records.logged(0).getBytes(UTF_8));
    batch.add(new byte[] {0, (byte) 0xff, '{'});
    batch.add(new byte[0]);
    Records.hostile(1).forEach(r -> batch.add(r.getBytes(UTF_8)));

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(batch.build());
      counts = collector.stop(LIMIT);
    }

    assertThat(healthy.records()).hasSize(1 + Records.hostile(1).size());
    assertThat(counts.filters().get(0).dropped()).isEqualTo(Map.of("not-json", 2L));
    assertThat(counts.conserved()).isTrue();
  }

  @Test
  void filter_thatThrows_letsNothingUnfilteredPass() throws Exception {
    Plan plan =
        new Plan(folder)
            .source()
            .filter(
                "1-broken",
                event -> {
                  throw new IllegalStateException("bug");
                })
            .sink("healthy", healthy);

    Counts counts;
    try (Collector collector = Collector.start(plan.configuration())) {
      plan.intake(0).accept(Records.batch(Records.numbered(0, 2)));
      counts = collector.stop(LIMIT);
    }

    assertThat(healthy.records()).isEmpty();
    assertThat(counts.filters().get(0).dropped()).isEqualTo(Map.of("filter-failed", 2L));
    assertThat(Files.readString(plan.deadLetters())).contains("bug");
    assertThat(counts.conserved()).isTrue();
  }

  @Test
  void smallBatches_reachTheSinkJoined_inOrder() throws Exception {
    RecordingSink slow = new RecordingSink();
    slow.block();
    Plan plan = new Plan(folder).source().sink("slow", slow);

    try (Collector collector = Collector.start(plan.configuration())) {
      for (int i = 0; i < 500; i++) {
        plan.intake(0).accept(Records.batch(Records.logged(i)));
      }
      slow.unblock();
      assertThat(slow.awaitRecords(500)).isEqualTo(Records.numbered(0, 500));
      assertThat(slow.deliveries()).isLessThan(100);
      assertThat(collector.stop(LIMIT).conserved()).isTrue();
    }
  }

  private interface Delivering {
    Delivery deliver(Batch batch) throws IOException, InterruptedException;
  }

  private static Sink collecting(List<Batch> into) {
    return sink(batch -> {
      into.add(batch);
      return Delivery.DELIVERED;
    });
  }

  private static Sink sink(Delivering delivering) {
    return new Sink() {
      @Override
      public Delivery deliver(Batch batch) throws IOException, InterruptedException {
        return delivering.deliver(batch);
      }

      @Override
      public void close() {}
    };
  }
}
