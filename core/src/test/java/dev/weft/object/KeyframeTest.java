package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.event.Event;
import dev.weft.event.Event.LossReported;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Event.Opaque;
import dev.weft.event.Level;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SnapshotResponder;
import dev.weft.record.PendingRecord;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import dev.weft.testkit.RecordingSink;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What readers get who were not there from the start, or missed something. */
class KeyframeTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Published published = new Published();

  @AfterEach
  void stop() {
    published.close();
  }

  private LiveObject db() {
    return published.named("db").id("db-1").create();
  }

  private List<ObjectChanged> snapshots() {
    return published.changes().stream()
        .filter(change -> change.kind() == ObjectKind.SNAPSHOT)
        .toList();
  }

  @Test
  void keyframe_hasTheWholeStateAndTheLastNumber() {
    published.start();
    LiveObject db = published.named("db").with("a", 1).with("b", 2).create();
    db.update(change -> change.set("c", 3).remove("a"));
    published.pass(INTERVAL.minusMillis(1));
    assertThat(snapshots()).isEmpty();

    published.pass(Duration.ofMillis(1));

    assertThat(snapshots()).hasSize(1);
    assertThat(snapshots().get(0).set()).isEqualTo(Map.of("b", 2L, "c", 3L));
    assertThat(snapshots().get(0).sequence()).hasValue(1);
    published.pass(INTERVAL);
    assertThat(snapshots()).hasSize(2);
    db.set("d", 4);
    assertThat(published.last().sequence()).hasValue(2);
    db.close();
    published.pass(INTERVAL);
    assertThat(snapshots()).hasSize(2);
  }

  @Test
  void keyframe_belongsToNoTask() {
    published.start();
    db();
    try (Scope task = Scopes.task("work").start()) {
      published.pass(INTERVAL);
      task.success();
    }
    assertThat(snapshots().get(0).key()).isNull();
  }

  @Test
  void keyframesSwitchedOff_areSentOnlyWhenAskedFor() {
    published.start();
    published.named("db").id("quiet").keyframes(Duration.ZERO).create();
    published.pass(Duration.ofHours(1));
    assertThat(snapshots()).isEmpty();

    published.registry.answer(Set.of("quiet"));
    published.pass(Duration.ZERO);

    assertThat(snapshots()).hasSize(1);
  }

  @Test
  void request_isAnsweredAtOnce_butNotMoreThanOnceASecond() {
    published.start();
    db();
    published.named("other").id("other").create();

    for (int i = 0; i < 10; i++) {
      published.registry.answer(Set.of("db-1", "unknown"));
      published.pass(Duration.ofMillis(50));
    }
    assertThat(snapshots()).extracting(ObjectChanged::objectId).containsExactly("db-1");
    published.pass(Duration.ofSeconds(1));
    assertThat(snapshots()).hasSize(2);
    published.registry.answer(Set.of());
    published.pass(Duration.ofSeconds(1));
    assertThat(snapshots())
        .extracting(ObjectChanged::objectId)
        .containsOnly("db-1", "other")
        .hasSize(4);
  }

  @Test
  void keyframeThatIsOwedBeforeTheBirth_isPaidByIt() {
    Keyframes keyframes = new Keyframes(0, 0);
    keyframes.owe();
    keyframes.born();
    assertThat(keyframes.due(0)).isFalse();
    keyframes.owe();
    assertThat(keyframes.due(0)).isTrue();
  }

  @Test
  void process_saysThatItLivesWhileAnObjectIsOpen() {
    published.start();
    LiveObject db = db();
    published.pass(Duration.ofSeconds(14));
    assertThat(alive()).isZero();
    published.pass(Duration.ofSeconds(1));
    published.pass(Duration.ofSeconds(1));
    assertThat(alive()).isEqualTo(1);
    assertThat(published.records().get(1))
        .contains("\"kind\":\"alive\"", "\"n\":1", "\"src\":")
        .doesNotContain("msg", "obj", "context");
    db.close();
    published.pass(Duration.ofSeconds(60));
    assertThat(alive()).isEqualTo(1);
  }

  @Test
  void heartbeat_isAsOftenAsToldAtTheStart() {
    published.registry.started(limit -> true, Duration.ofSeconds(1));
    published.start();
    LiveObject db = db();
    published.pass(Duration.ofSeconds(1));
    published.pass(Duration.ofSeconds(1));
    published.registry.stopping();

    assertThat(alive()).isEqualTo(2);
    db.close();
  }

  private long alive() {
    return published.events().stream().filter(Opaque.class::isInstance).count();
  }

  @Test
  void lostChange_leavesAHoleAndIsHealedWhenThereIsRoom() {
    Weft.configure().localLines(false).queueCapacity(16).to(published.sink).start();
    LiveObject db = db();
    assertThat(Weft.flush(Published.PATIENCE)).isTrue();
    published.sink.block();
    for (int i = 0; i < 5_000; i++) {
      db.set("i", i);
    }
    published.pass(Duration.ofSeconds(2));
    published.sink.unblock();
    assertThat(Weft.flush(Published.PATIENCE)).isTrue();

    published.pass(Duration.ofSeconds(2));

    ObjectChanged last = published.last();
    Weft.stop(Published.PATIENCE);
    long lost = Weft.stats().droppedTotal();
    long sent = published.changes().stream().filter(c -> c.kind() != ObjectKind.SNAPSHOT).count();
    assertThat(lost).isPositive();
    assertThat(last.kind()).isEqualTo(ObjectKind.SNAPSHOT);
    assertThat(last.set()).isEqualTo(Map.of("i", 4999L));
    assertThat(last.sequence()).hasValue(5_000);
    assertThat(sent + lost).isEqualTo(5_001);
    assertThat(reported()).isEqualTo(lost);
    assertThat(published.records()).anyMatch(record -> record.contains("\"recovered\":"));
  }

  private long reported() {
    return published.events().stream()
        .filter(LossReported.class::isInstance)
        .mapToLong(loss -> ((LossReported) loss).lost())
        .sum();
  }

  @Test
  void fiftyChangesAtOnce_onAQueueOfFive_areSentOrReported() {
    Weft.configure().localLines(false).queueCapacity(5).to(published.sink).start();
    published.sink.block();
    LiveObject db = db();
    for (int i = 1; i < 50; i++) {
      db.set("i", i);
    }
    published.sink.unblock();
    published.records();
    published.pass(Duration.ofSeconds(2));

    long sent = published.changes().stream().filter(c -> c.kind() != ObjectKind.SNAPSHOT).count();
    Weft.stop(Published.PATIENCE);
    assertThat(sent + Weft.stats().droppedTotal()).isEqualTo(50);
    assertThat(db.get("i")).isEqualTo(49);
  }

  @Test
  void lostEnd_isSaidAgain() {
    published.start();
    Refusing queue = new Refusing(Recording.recorder());
    Recording.install(queue);
    LiveObject ending = published.named("job").create();
    queue.full = true;
    ending.close();
    published.pass(Duration.ofMillis(100));
    queue.full = false;
    published.pass(Duration.ofMillis(100));

    assertThat(published.changes())
        .extracting(ObjectChanged::kind)
        .containsExactly(ObjectKind.BORN, ObjectKind.FINISHED);
    assertThat(published.last().sequence()).hasValue(2);
    assertThat(published.last().elapsed()).isZero();
    published.pass(Duration.ofMillis(100));
    assertThat(published.changes()).hasSize(2);
  }

  @Test
  void lostEnd_isCountedOnce_howeverOftenItIsTried() {
    Weft.configure().localLines(false).queueCapacity(8).to(published.sink).start();
    published.sink.block();
    LiveObject ending = published.named("job").create();
    for (int i = 0; i < 100; i++) {
      ending.set("i", i);
    }
    ending.close();
    for (int i = 0; i < 10; i++) {
      published.pass(Duration.ofMillis(100));
    }
    published.sink.unblock();
    published.records();
    published.pass(Duration.ofMillis(100));

    // The birth, a hundred changes and the end have the numbers to 101; one more was said again.
    long sent = published.changes().size();
    assertThat(published.last().kind()).isEqualTo(ObjectKind.FINISHED);
    assertThat(published.last().sequence().orElseThrow()).isBetween(101L, 102L);
    assertThat(sent + Weft.stats().droppedTotal())
        .isEqualTo(published.last().sequence().orElseThrow() + 1);
  }

  @Test
  void lostEnds_areHeldWithinABound() {
    published.start();
    Refusing queue = new Refusing(Recording.recorder());
    Recording.install(queue);
    queue.full = true;
    for (int i = 0; i < 20_000; i++) {
      published.named("job").create().close();
    }
    queue.full = false;
    long said = 0;
    long before = -1;
    while (said > before) {
      before = said;
      published.pass(Duration.ofMillis(100));
      said = published.changes().size();
    }

    assertThat(said).isEqualTo((16 << 20) / 1024);
  }

  @Test
  void keyframeWithoutRoom_isTriedAgain() {
    published.start();
    Refusing queue = new Refusing(Recording.recorder());
    Recording.install(queue);
    LiveObject db = db();
    queue.full = true;
    db.set("a", 1);
    published.pass(Duration.ofSeconds(1));
    assertThat(published.changes()).hasSize(1);
    queue.full = false;
    published.pass(Duration.ofSeconds(1));

    assertThat(published.last().kind()).isEqualTo(ObjectKind.SNAPSHOT);
    assertThat(published.last().sequence()).hasValue(1);
    assertThat(published.last().set()).isEqualTo(Map.of("a", 1L));
  }

  /** A queue that can be told to be full. */
  private static final class Refusing implements Recorder {
    private final Recorder queue;
    private boolean full;

    Refusing(Recorder queue) {
      this.queue = queue;
    }

    @Override
    public boolean accepts(Level level) {
      return queue.accepts(level);
    }

    @Override
    public PendingRecord open() {
      return queue.open();
    }

    @Override
    public boolean commit(PendingRecord record, Level level, String logger, TaskNode task) {
      return !full && queue.commit(record, level, logger, task);
    }
  }

  @Test
  void weftStartedLate_isToldWhatThereIs() {
    LiveObject db = LiveObject.named("db").id("db-late").longLived().with("a", 1).create();
    db.set("b", 2);

    published.start();

    List<String> records = published.sink.awaitRecords(2);
    Event told = Published.decode(records.get(1));
    assertThat(told)
        .isInstanceOfSatisfying(
            ObjectChanged.class,
            change -> {
              assertThat(change.kind()).isEqualTo(ObjectKind.SNAPSHOT);
              assertThat(change.set()).isEqualTo(Map.of("a", 1L, "b", 2L));
              assertThat(change.sequence()).hasValue(1);
            });
    db.close();
  }

  @Test
  void lateJoiner_hasTheStateAfterATickAndFollowsFromThere() {
    published.start();
    LiveObject db = db();
    for (int i = 0; i < 1_000; i++) {
      db.set("k" + i % 10, i);
    }
    published.pass(INTERVAL);
    for (int i = 0; i < 100; i++) {
      db.set("k" + i % 7, -i);
    }

    List<ObjectChanged> all = published.changes();
    int joined = all.indexOf(snapshots().get(0));
    Map<String, Object> state = new HashMap<>();
    long number = all.get(joined).sequence().orElseThrow();
    for (ObjectChanged change : all.subList(joined, all.size())) {
      if (change.kind() != ObjectKind.SNAPSHOT) {
        assertThat(change.sequence()).hasValue(++number);
      }
      state.putAll(change.set());
    }
    Map<String, Object> expected = new HashMap<>();
    db.values().forEach((name, value) -> expected.put(name, ((Number) value).longValue()));
    assertThat(state).isEqualTo(expected);
  }

  @Test
  void askingSink_reachesTheObjects() {
    AskingSink asking = new AskingSink();
    Weft.configure().localLines(false).to(asking).start();
    LiveObject live = LiveObject.named("db").id("asked").longLived().with("a", 1).create();
    asking.ask.accept(Set.of("asked"));

    Awaitility.await()
        .atMost(Published.PATIENCE)
        .untilAsserted(() ->
            assertThat(asking.sink.records()).anyMatch(r -> r.contains("\"status\":\"snapshot\"")));
    live.close();
  }

  /** A sink with a way back. */
  private static final class AskingSink implements Sink, SnapshotResponder {
    final RecordingSink sink = new RecordingSink();
    Consumer<Set<String>> ask = ids -> {};

    @Override
    public void answerSnapshotRequests(Consumer<Set<String>> answer) {
      ask = answer;
    }

    @Override
    public Delivery deliver(Batch batch) throws IOException, InterruptedException {
      return sink.deliver(batch);
    }

    @Override
    public void close() {
      sink.close();
    }
  }
}
