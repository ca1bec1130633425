package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event;
import dev.weft.event.Event.Logged;
import dev.weft.event.Event.LossReported;
import dev.weft.event.Event.ScopeEnded;
import dev.weft.event.Event.ScopeStarted;
import dev.weft.event.Event.SourceStarted;
import dev.weft.event.Level;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.testkit.Conservation;
import dev.weft.testkit.RecordingSink;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeftTest {
  @Test
  void close_abortsOpenTasksWhereAsked_andTheirOwnEndIsHarmless() {
    Weft.configure().abortOpenTasks(true).to(sink).start();
    Scope open = Scopes.task("open").start();
    Scopes.task("done").run(() -> {});

    Weft.stop(PATIENCE);
    open.close();

    assertThat(open.ended()).isTrue();
    assertThat(Scopes.current()).isEmpty();
    assertThat(
            events(sink).stream()
                .filter(ScopeEnded.class::isInstance)
                .map(event -> event.message() + ' ' + ((ScopeEnded) event).outcome()))
        .containsExactly("done SUCCEEDED", "open ABORTED");
  }

  @Test
  void nextStart_neitherAbortsNorKeepsWhatIsOpen() {
    Weft.configure().abortOpenTasks(true).to(sink).start();
    Weft.stop(PATIENCE);
    RecordingSink next = new RecordingSink();

    Weft.configure().to(next).start();
    Scope open = Scopes.task("open").start();
    Weft.stop(PATIENCE);

    assertThat(open.ended()).isFalse();
    open.close();
    assertThat(events(next)).noneMatch(ScopeEnded.class::isInstance);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void stop() {
    sink.unblock();
    sink.reappear();
    Weft.stop(PATIENCE);
  }

  @Test
  void start_sendsWhatTasksAndLoggersSay() {
    Weft.configure().service("shop").to(sink).start();

    Scopes.task("order %d", 7).with("user", "leo").run(scope -> log(Level.INFO, "into {}", "it"));

    assertThat(Weft.flush(PATIENCE)).isTrue();
    List<Event> events = events(sink);
    assertThat(events).hasSize(4);
    assertThat(events.get(0)).isInstanceOf(SourceStarted.class);
    assertThat(events.get(0).source().process()).isEqualTo("shop");
    ScopeStarted start = (ScopeStarted) events.get(1);
    assertThat(start.message()).isEqualTo("order 7");
    assertThat(start.fields()).containsEntry("user", "leo");
    assertThat(start.sourceNumber()).hasValue(0);
    Logged line = (Logged) events.get(2);
    assertThat(line.message()).isEqualTo("into it");
    assertThat(line.key()).isNull();
    ScopeEnded end = (ScopeEnded) events.get(3);
    assertThat(end.outcome()).isEqualTo(Event.Outcome.SUCCEEDED);
    assertThat(end.count()).hasValue(2);
    assertThat(end.sourceNumber()).hasValue(2);
    assertThat(Weft.stats().delivered()).isEqualTo(3);
  }

  @Test
  void twoProducersAndAFullQueue_sentIsDeliveredPlusReported() throws Exception {
    Weft.configure().queueCapacity(64).to(sink).start();
    sink.block();
    int each = 20_000;
    Thread first = new Thread(() -> logMany(each));
    Thread second = new Thread(() -> logMany(each));

    first.start();
    second.start();
    first.join();
    second.join();
    sink.unblock();
    logMany(1);
    Weft.stop(PATIENCE);

    WeftStats stats = Weft.stats();
    long lines = events(sink).stream().filter(Logged.class::isInstance).count();
    long reported =
        events(sink).stream()
            .filter(LossReported.class::isInstance)
            .mapToLong(loss -> ((LossReported) loss).lost())
            .sum();
    assertThat(stats.droppedTotal()).isPositive();
    assertThat(stats.accepted()).isEqualTo(2L * each + 1);
    assertThat(stats.delivered() + stats.droppedTotal()).isEqualTo(stats.accepted());
    assertThat(lines).isEqualTo(stats.delivered());
    assertThat(reported).isEqualTo(stats.droppedTotal());
    assertThat(stats.droppedByLevel()).isEqualTo(Map.of(Level.INFO, stats.droppedTotal()));
    Conservation.assertHolds(stats.senders().get(0));
  }

  @Test
  void sourceNumbers_runOnOverEveryLoss() throws Exception {
    Weft.configure().queueCapacity(16).to(sink).start();
    sink.block();
    logMany(5_000);
    sink.unblock();
    Weft.flush(PATIENCE);
    logMany(10);
    Weft.stop(PATIENCE);

    long next = 0;
    for (Event event : events(sink)) {
      if (event instanceof LossReported loss) {
        next += loss.lost();
      }
      if (event.sourceNumber().isPresent()) {
        assertThat(event.sourceNumber()).hasValue(next++);
      }
    }
    assertThat(next).isGreaterThan(5_010);
  }

  @Test
  void sinkThatIsAway_keepsItsBatchAndGetsItLater() {
    sink.disappear("no route to host");
    Weft.configure().to(sink).start();
    logMany(10);
    Awaitility.await().atMost(PATIENCE).until(() -> Weft.stats().lastError().isPresent());
    assertThat(Weft.stats().lastError()).contains("no route to host");
    assertThat(Weft.flush(Duration.ofMillis(20))).isFalse();

    sink.reappear();

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(lines(sink)).hasSize(10);
    assertThat(Weft.stats().delivered()).isEqualTo(10);
  }

  @Test
  void sinkThatRefuses_isToldWhatItRefused() {
    BitSet second = new BitSet();
    second.set(1);
    second.set(100);
    sink.answer(Delivery.DELIVERED)
        .answer(Delivery.DELIVERED)
        .answer(new Delivery.Refused(second, "too long"));
    Weft.configure().to(sink).start();
    sink.block();
    logMany(1);
    Awaitility.await().atMost(PATIENCE).until(sink::blocking);
    // While the sink is busy these become one batch.
    logMany(3);
    Awaitility.await().atMost(PATIENCE).until(() -> Weft.stats().queued() == 0);
    sink.unblock();
    Weft.flush(PATIENCE);
    logMany(1);
    Weft.stop(PATIENCE);

    WeftStats stats = Weft.stats();
    assertThat(stats.dropped()).isEqualTo(Map.of("refused", 1L));
    assertThat(stats.delivered()).isEqualTo(4);
    assertThat(stats.lastError()).contains("too long");
    assertThat(events(sink))
        .filteredOn(LossReported.class::isInstance)
        .singleElement()
        .satisfies(
            loss -> assertThat(((LossReported) loss).byReason()).isEqualTo(Map.of("refused", 1L)));
  }

  @Test
  void sinkThatThrows_isTriedAgain() {
    Sink broken =
        new Sink() {
          private int calls;

          @Override
          public Delivery deliver(Batch batch) throws IOException, InterruptedException {
            if (calls++ % 2 == 0) {
              throw new IllegalStateException("broken");
            }
            return sink.deliver(batch);
          }

          @Override
          public void close() {
            throw new IllegalStateException("broken to the end");
          }
        };
    Weft.configure().to(broken).start();

    logMany(3);

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(lines(sink)).hasSize(3);
    Weft.stop(PATIENCE);
    assertThat(Weft.stats().delivered()).isEqualTo(3);
  }

  @Test
  void sinkThatTakesFoldedBatches_getsThem_andTheOthersFindTheSameRecords() {
    List<Batch> folded = new CopyOnWriteArrayList<>();
    Sink taking =
        new Sink() {
          @Override
          public Delivery deliver(Batch batch) {
            if (batch.folded() != null) {
              folded.add(batch);
            }
            return Delivery.DELIVERED;
          }

          @Override
          public boolean takesFolded() {
            return true;
          }

          @Override
          public void close() {}
        };
    Weft.configure().to(taking).to(sink).start();

    logMany(1_000);

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(folded.stream().flatMap(batch -> Records.texts(batch).stream()))
        .hasSize(1_000)
        .containsExactlyElementsOf(sink.recordsWithoutSources());
  }

  @Test
  void deadSink_stopsNoLivingOne() {
    RecordingSink dead = new RecordingSink();
    dead.block();
    Weft.configure().to(dead).to(sink).start();

    for (int sent = 10; sent <= 100; sent += 10) {
      for (int i = 0; i < 10; i++) {
        log(Level.INFO, "x".repeat(50_000));
      }
      long soFar = sent;
      Awaitility.await().atMost(PATIENCE).until(() -> Weft.stats().delivered() == soFar);
    }
    dead.unblock();
    assertThat(Weft.flush(PATIENCE)).isTrue();
    log(Level.INFO, "last");
    Weft.stop(PATIENCE);

    WeftStats stats = Weft.stats();
    assertThat(stats.droppedTotal()).isZero();
    assertThat(stats.delivered()).isEqualTo(101);
    assertThat(lines(sink)).hasSize(101);
    stats.senders().forEach(Conservation::assertHolds);
    long missed = stats.senders().get(0).dropped().getOrDefault("sender-full", 0L);
    assertThat(missed).isPositive();
    assertThat(lines(dead)).hasSize((int) (101 - missed));
    assertThat(
            events(dead).stream()
                .filter(LossReported.class::isInstance)
                .mapToLong(loss -> ((LossReported) loss).lost())
                .sum())
        .isEqualTo(missed);
  }

  @Test
  void stop_withABlockedSink_countsTheRestAsClosed() {
    sink.block();
    Weft.configure().to(sink).start();
    logMany(1_000);

    Weft.stop(Duration.ofMillis(300));

    WeftStats stats = Weft.stats();
    assertThat(stats.delivered() + stats.droppedTotal()).isEqualTo(1_000);
    assertThat(stats.dropped()).containsOnlyKeys("close");
    assertThat(stats.queued()).isZero();
    assertThat(sink.closes()).isEqualTo(1);
  }

  @Test
  void stop_twice_andRecordsAfterIt_areHarmless() {
    Weft.configure().to(sink).start();
    logMany(5);
    Recorder kept = Recording.recorder();

    Weft.close();
    Weft.close();
    kept.commit(kept.open().text("late", Style.PLAIN), Level.INFO, "test", null);
    logMany(5);

    assertThat(Weft.started()).isFalse();
    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(lines(sink)).hasSize(5);
    assertThat(Weft.stats().accepted()).isEqualTo(5);
    assertThat(sink.closes()).isEqualTo(1);
  }

  @Test
  void start_afterStop_beginsAnew() {
    Weft.configure().to(sink).start();
    assertThatThrownBy(() -> Weft.configure().to(new RecordingSink()).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Weft is started already; call Weft.close() first");
    Weft.close();

    RecordingSink second = new RecordingSink();
    Weft.configure().to(second).start();
    logMany(2);

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(lines(second)).hasSize(2);
    assertThat(Weft.stats().accepted()).isEqualTo(2);
  }

  @Test
  void sinkThatLogs_doesNotFeedItself() {
    Sink logging =
        new Sink() {
          @Override
          public Delivery deliver(Batch batch) throws IOException, InterruptedException {
            log(Level.ERROR, "from inside");
            return sink.deliver(batch);
          }

          @Override
          public void close() {}
        };
    Weft.configure().to(logging).start();

    logMany(3);

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(lines(sink)).hasSize(3).doesNotContain("from inside");
    assertThat(Weft.stats().accepted()).isEqualTo(3);
  }

  @Test
  void toStringThatLogs_makesARecordOfItsOwn() {
    Weft.configure().to(sink).start();
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            log(Level.INFO, "from toString");
            return "chatty";
          }
        };

    log(Level.INFO, "got {}", Recording.capture().value(chatty));

    Weft.flush(PATIENCE);
    assertThat(lines(sink)).containsExactlyInAnyOrder("from toString", "got chatty");
  }

  @Test
  void level_keepsWhatIsBelowOut() {
    Weft.configure().level(Level.WARN).to(sink).start();

    log(Level.INFO, "no");
    log(Level.WARN, "yes");

    Weft.flush(PATIENCE);
    assertThat(lines(sink)).containsExactly("yes");
  }

  @Test
  void redaction_isInstalledAndTakenAwayAgain() {
    Weft.configure().redactNames("iban").redactText("\\d{16}").to(sink).start();

    log(Level.INFO, "card {} of {}", "1234567812345678", 7);

    Weft.flush(PATIENCE);
    assertThat(lines(sink)).containsExactly("card *** of 7");
    assertThat(Recording.capture().isSecret("iban")).isTrue();
    Weft.close();
    assertThat(Recording.capture().isSecret("iban")).isFalse();
  }

  @Test
  void start_withoutAnywhereToSend_saysWhatToSet() {
    assertThatThrownBy(() -> Weft.configure().start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "nowhere to send; set WEFT_TO, weft.to or to(…), such as zeromq://127.0.0.1:5010");
  }

  @Test
  void start_withUnknownScheme_saysWhichThereAre() {
    assertThatThrownBy(() -> Weft.configure().to("zeromq://h:1").start())
        .hasMessage(
            "\"to: zeromq://h:1\": no sender serves \"zeromq:\"; there are file:, stdout:; add the"
                + " module weft-zeromq to the program");
    assertThatThrownBy(() -> Weft.configure().to("amqps://leo:hunter2@h/shop").start())
        .hasMessageContaining("\"to: amqps://h/shop\": no sender serves \"amqps:\"")
        .hasMessageEndingWith("add the module weft-amqp to the program");
    assertThatThrownBy(() -> Weft.configure().to("amqp://leo:hunter2@a[host").start())
        .hasMessageStartingWith("\"to: amqp://a[host\" is no URI");
    assertThatThrownBy(() -> Weft.configure().to("stdot:").start())
        .hasMessageEndingWith("; did you mean \"stdout:\"?");
    assertThatThrownBy(() -> Weft.configure().to("127.0.0.1:5010").start())
        .hasMessage("\"to: 127.0.0.1:5010\" is no URI; write one such as zeromq://127.0.0.1:5010");
  }

  private static void logMany(int count) {
    for (int i = 0; i < count; i++) {
      log(Level.INFO, "line {}", i);
    }
  }

  private static void log(Level level, String template, Object... arguments) {
    Recorder recorder = Recording.recorder();
    if (recorder.accepts(level)) {
      PendingRecord record = recorder.open().text(template, Style.BRACES);
      for (Object argument : arguments) {
        record.argument(argument);
      }
      recorder.commit(record, level, "test", null);
    }
  }

  private static List<Event> events(RecordingSink from) {
    List<Event> events = new ArrayList<>();
    for (String record : from.records()) {
      events.add(EventDecoder.decode(record.getBytes(StandardCharsets.UTF_8)));
    }
    return events;
  }

  private static List<String> lines(RecordingSink from) {
    return events(from).stream()
        .filter(Logged.class::isInstance)
        .map(event -> ((Logged) event).message())
        .toList();
  }
}
