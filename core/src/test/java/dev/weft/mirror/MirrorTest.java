package dev.weft.mirror;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.collate.Completeness;
import dev.weft.event.collate.Hole;
import dev.weft.event.collate.ObjectTable;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class MirrorTest {
  private final String name;
  private final MemoryStream stream;
  private final RemoteObject order = RemoteObject.of("17");
  private final SettableClock clock = new SettableClock();
  private Mirror mirror;

  MirrorTest(TestInfo test) {
    name = "mirror-" + test.getTestMethod().orElseThrow().getName().replace('_', '-');
    stream = MemoryStream.named(name);
  }

  @AfterEach
  void closeMirror() {
    if (mirror != null) {
      mirror.close();
    }
  }

  private Mirror.Builder asking() {
    return Mirror.connect("asking://" + name).settle(Duration.ofMillis(50));
  }

  private Mirror.Builder listening() {
    return Mirror.connect("memory://" + name).settle(Duration.ofMillis(50));
  }

  private View view() {
    return mirror.get("17").orElseThrow();
  }

  private void answer(RemoteObject... objects) {
    stream.producer(ids -> {
      for (RemoteObject object : objects) {
        if (ids.isEmpty() || ids.contains(object.id())) {
          stream.publish(object.snapshot());
        }
      }
    });
  }

  private void awaitReady() throws Exception {
    mirror.ready().get(20, SECONDS);
  }

  @Test
  void emptySet_isReady() throws Exception {
    mirror = asking().open();
    awaitReady();
    assertThat(stream.requests()).containsExactly(Set.of());
    assertThat(mirror.views()).isEmpty();
    assertThat(mirror.get("17")).isEmpty();
  }

  @Test
  void emptySet_withoutAWayBack_isReady() throws Exception {
    mirror = listening().open();
    awaitReady();
  }

  @Test
  void lateJoiner_afterAThousandUpdatesOfThreeObjects_whileUpdatesGoOn() throws Exception {
    RemoteObject[] objects = {RemoteObject.of("a"), RemoteObject.of("b"), RemoteObject.of("c")};
    for (RemoteObject object : objects) {
      stream.publish(object.born("n", 0, "kind", object.id()));
    }
    for (int i = 1; i <= 1_000; i++) {
      stream.publish(objects[i % 3].set("n", i, "field" + i % 50, i));
    }
    answer(objects);
    AtomicBoolean goOn = new AtomicBoolean(true);
    CompletableFuture<Void> program =
        CompletableFuture.runAsync(() -> {
          for (int i = 1_001; goOn.get(); i++) {
            stream.publish(objects[i % 3].set("n", i, "field" + i % 50, i));
          }
        });
    try {
      mirror = asking().open();
      awaitReady();
      for (RemoteObject object : objects) {
        View joined = mirror.get(object.id()).orElseThrow();
        assertThat(joined.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(joined.asMap()).hasSize(52);
      }
    } finally {
      goOn.set(false);
    }
    program.get(20, SECONDS);
    for (RemoteObject object : objects) {
      View last = mirror.get(object.id()).orElseThrow();
      assertThat(last.completeness()).isEqualTo(Completeness.COMPLETE);
      assertThat(last.sequence()).hasValue(object.sequence());
      assertThat(new TreeMap<>(last.asMap())).hasToString(new TreeMap<>(object.state()).toString());
    }
    assertThat(mirror.stats().missed()).isZero();
  }

  @Test
  void withoutAWayBack_viewsArePartialUntilAKeyframe() throws Exception {
    mirror = listening().open();
    order.born("a", 1);
    stream.publish(order.set("b", 2));
    awaitReady();
    assertThat(view().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(view().asMap()).isEqualTo(Map.of("b", 2L));
    stream.publish(order.snapshot());
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view().asMap()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void unansweredRequest_isReadyAtTheLimit() throws Exception {
    mirror = asking().settle(Duration.ofHours(1)).snapshotLimit(Duration.ofMillis(300)).open();
    order.born("a", 1);
    stream.publish(order.set("b", 2));
    awaitReady();
    assertThat(view().completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void unansweredRequest_isNotReadyBefore() {
    mirror = asking().clock(clock).open();
    order.born("a", 1);
    stream.publish(order.set("b", 2));
    await().until(() -> stream.requests().contains(Set.of()));
    clock.advance(Duration.ofSeconds(9));
    await().until(() -> stream.requests().contains(Set.of("17")));
    assertThat(mirror.ready()).isNotDone();
    clock.advance(Duration.ofSeconds(1));
    await().until(() -> mirror.ready().isDone());
  }

  @Test
  void hole_isTold_askedForAndHealed() throws Exception {
    mirror = asking().open();
    awaitReady();
    ChangeRecorder recorder = ChangeRecorder.eager();
    mirror.changes().subscribe(recorder);
    await().until(() -> recorder.subscription != null);
    stream.publish(order.born("a", 1));
    order.set("a", 2);
    order.set("a", 3, "b", 3);
    stream.publish(order.set("c", 4));
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    assertThat(view().missing()).containsExactly(new Hole(1, 2));
    assertThat(mirror.stats().missed()).isEqualTo(2);
    answer(order);
    await().until(() -> view().completeness() == Completeness.COMPLETE);
    assertThat(view().asMap()).isEqualTo(Map.of("a", 3L, "b", 3L, "c", 4L));
    assertThat(stream.requests()).contains(Set.of("17"));
    await().until(() -> recorder.changes.size() == 4);
    assertThat(recorder.changes.get(0)).isInstanceOf(Change.Snapshot.class);
    assertThat(recorder.changes.get(1)).isEqualTo(new Change.Gap(Optional.of("17"), 2));
    assertThat(recorder.changes.get(2)).isInstanceOf(Change.Updated.class);
    assertThat(recorder.changes.get(3)).isEqualTo(new Change.Snapshot(view()));
  }

  @Test
  void failingRequest_isMadeAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    order.born("a", 1);
    stream.producer(ids -> {
      if (calls.incrementAndGet() < 3) {
        throw new IOException("broker away");
      }
      stream.publish(order.snapshot());
    });
    mirror = asking().open();
    awaitReady();
    assertThat(view().asMap()).isEqualTo(Map.of("a", 1L));
    assertThat(stream.requests()).containsExactly(Set.of(), Set.of(), Set.of());
  }

  @Test
  void lossOnTheWay_asksForAll() throws Exception {
    answer(order);
    mirror = asking().clock(clock).open();
    await().until(() -> stream.requests().size() == 1);
    stream.publish(order.born("a", 1));
    order.set("a", 2);
    stream.lose(1);
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    clock.advance(Duration.ofSeconds(10));
    await().until(() -> stream.requests().size() == 2);
    await().until(() -> view().asMap().equals(Map.of("a", 2L)));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(mirror.stats().lost()).isEqualTo(1);
  }

  @Test
  void deadProducer_turnsStale_andReturns() throws Exception {
    mirror = listening().clock(clock).open();
    ChangeRecorder recorder = ChangeRecorder.eager();
    mirror.changes().subscribe(recorder);
    stream.publish(order.born("a", 1));
    RemoteObject python = RemoteObject.ofPython("p");
    stream.publish(python.born());
    clock.advance(Duration.ofSeconds(30));
    stream.publish(RemoteObject.alive(RemoteObject.SHOP));
    clock.advance(ObjectTable.SILENCE);
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    clock.advance(Duration.ofMillis(1));
    await().until(() -> view().completeness() == Completeness.STALE);
    assertThat(view().silent()).isTrue();
    assertThat(mirror.get("p").orElseThrow().completeness()).isEqualTo(Completeness.COMPLETE);
    Change silent = new Change.Silent(view().source(), List.of("17"));
    await().until(() -> recorder.changes.contains(silent));

    stream.publish(RemoteObject.alive(RemoteObject.SHOP));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    await().until(() -> recorder.changes.contains(new Change.Snapshot(view())));
  }

  @Test
  void silence_isAsLongAsTold() throws Exception {
    mirror = listening().clock(clock).silence(Duration.ofSeconds(3)).open();
    stream.publish(order.born("a", 1));
    clock.advance(Duration.ofSeconds(3));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    clock.advance(Duration.ofMillis(1));
    await().until(() -> view().completeness() == Completeness.STALE);

    Mirror.Builder builder = listening();
    assertThatThrownBy(() -> builder.silence(Duration.ZERO))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("silence is 0; every program pauses");
    assertThatThrownBy(() -> builder.silence(Duration.ofSeconds(-1)))
        .hasMessage("silence < 0: PT-1S");
  }

  @Test
  void changes_tellALife() throws Exception {
    mirror = listening().open();
    ChangeRecorder recorder = ChangeRecorder.eager();
    mirror.changes().subscribe(recorder);
    ObjectChanged born = order.born("a", 1);
    stream.publish(born, born);
    ObjectChanged set = order.set("a", 2);
    stream.publish(set);
    stream.publish(order.removed("a"), order.said("done"), order.finished());
    await().until(() -> recorder.changes.size() == 5);
    List<Change> told = recorder.changes;
    assertThat(told.get(0)).isInstanceOf(Change.Snapshot.class);
    assertThat(told.get(1))
        .isEqualTo(
            new Change.Updated(
                "17", "shop.order", set.time(), set.sequence(), Map.of("a", 2L), Set.of()));
    assertThat(((Change.Updated) told.get(2)).removed()).containsExactly("a");
    assertThat(((Change.Logged) told.get(3)).message()).isEqualTo("done");
    assertThat(told.get(4)).isEqualTo(new Change.Ended(view()));
    assertThat(mirror.stats().ignored()).isEqualTo(1);
    assertThat(mirror.stats().applied()).isEqualTo(5);
    assertThat(mirror.stats().records()).isEqualTo(6);
  }

  @Test
  void slowSubscriber_holdsNobodyUp_andIsToldWhatItMissed() throws Exception {
    mirror = listening().buffer(4).open();
    ChangeRecorder slow = ChangeRecorder.idle();
    ChangeRecorder quick = ChangeRecorder.eager();
    mirror.changes().subscribe(slow);
    mirror.changes().subscribe(quick);
    await().until(() -> slow.subscription != null && quick.subscription != null);
    stream.publish(order.born("a", 0));
    for (int i = 1; i < 100; i++) {
      int told = i;
      stream.publish(order.set("a", i));
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> quick.changes.size() == told + 1);
    }
    assertThat(view().asMap()).isEqualTo(Map.of("a", 99L));
    slow.subscription.request(Long.MAX_VALUE);
    await().until(() -> slow.changes.size() == 5);
    assertThat(slow.changes.get(4)).isEqualTo(new Change.Gap(Optional.empty(), 96));
    stream.publish(order.set("a", 100));
    await().until(() -> slow.changes.size() == 6);
    assertThat(quick.changes).noneMatch(Change.Gap.class::isInstance);
  }

  @Test
  void brokenSubscriber_endsAlone() {
    mirror = listening().open();
    List<Throwable> errors = new CopyOnWriteArrayList<>();
    ChangeRecorder good = ChangeRecorder.eager();
    mirror.changes().subscribe(good);
    mirror
        .changes()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
              }

              @Override
              public void onNext(Change change) {
                throw new IllegalStateException("bok");
              }

              @Override
              public void onError(Throwable thrown) {
                errors.add(thrown);
              }

              @Override
              public void onComplete() {}
            });
    stream.publish(order.born());
    stream.publish(order.set("a", 1));
    await().until(() -> good.changes.size() == 2);
    await().until(() -> errors.size() == 1);
    assertThat(errors.get(0)).hasMessage("bok");
  }

  @Test
  void wrongDemand_isAnError_andCancelEnds() {
    mirror = listening().open();
    ChangeRecorder wrong = ChangeRecorder.idle();
    ChangeRecorder cancelling = ChangeRecorder.eager();
    mirror.changes().subscribe(wrong);
    mirror.changes().subscribe(cancelling);
    await().until(() -> wrong.subscription != null && cancelling.subscription != null);
    wrong.subscription.request(0);
    await().until(() -> wrong.error != null);
    assertThat(wrong.error).hasMessage("request of 0 changes; ask for 1 or more");
    cancelling.subscription.cancel();
    stream.publish(order.born());
    assertThat(cancelling.changes).isEmpty();
    assertThat(cancelling.complete).isFalse();
  }

  @Test
  void close_endsAllThatWait() {
    mirror = asking().settle(Duration.ofHours(1)).snapshotLimit(Duration.ofHours(1)).open();
    ChangeRecorder recorder = ChangeRecorder.eager();
    ChangeRecorder idle = ChangeRecorder.idle();
    mirror.changes().subscribe(recorder);
    mirror.changes().subscribe(idle);
    stream.publish(order.born("a", 1));
    CompletableFuture<Void> ready = mirror.ready();
    mirror.close();
    mirror.close();
    assertThatThrownBy(() -> ready.get(20, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("the mirror was closed before it was ready");
    await().until(() -> recorder.complete && idle.complete);
    assertThat(recorder.changes).hasSize(1);
    assertThat(stream.followers()).isZero();
    assertThat(view().asMap()).isEqualTo(Map.of("a", 1L));
    ChangeRecorder late = ChangeRecorder.eager();
    mirror.changes().subscribe(late);
    await().until(() -> late.complete);
    await()
        .untilAsserted(() ->
            assertThat(threads()).noneMatch(thread -> thread.startsWith("weft-mirror{asking")));
  }

  private Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(thread -> thread.contains(name));
  }

  @Test
  void threads_areNamedAndDaemons() {
    mirror = listening().open();
    mirror.changes().subscribe(ChangeRecorder.eager());
    String label = "weft-mirror{memory://" + name + '}';
    await()
        .untilAsserted(() ->
            assertThat(threads())
                .containsExactlyInAnyOrder(label + " keeper", label + " subscriber-1"));
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith(label))
        .allMatch(Thread::isDaemon);
  }

  @Test
  void hostileRecords_surviveAndAreCounted() {
    mirror = listening().open();
    stream.publish(Records.hostile(0).toArray(String[]::new));
    stream.publish(
        "{\"obj\":",
        "[]",
        "{\"obj\":[],\"obj_id\":\"list\"}",
        "{\"obj\":{\"a\":1},\"obj_id\":5,\"weft\":{\"seq\":\"x\",\"removed\":\"x\",\"headers\":[1],\"writes\":{}}}",
        "{\"obj\":{},\"obj_id\":{}}",
        "{\"obj\":{},\"obj_id\":\"w\",\"weft\":7}",
        "{\"obj\":{},\"obj_id\":\"n\",\"weft\":{\"seq\":-1}}",
        "{\"obj\":{},\"obj_id\":\"big\",\"weft\":{\"seq\":1e300},\"time_in\":1e300}",
        "{\"weft\":{\"kind\":\"alive\",\"src\":[]}}",
        "{\"obj\":{\"deep\":" + "[".repeat(150) + "]".repeat(150) + "},\"obj_id\":\"deep\"}",
        "{\"obj\":{\"deeper\":"
            + "[".repeat(5_000)
            + "]".repeat(5_000)
            + "},\"obj_id\":\"deeper\"}",
        "{\"obj\":{\"large\":\"" + "x".repeat(10 << 20) + "\"},\"obj_id\":\"large\"}");
    stream.reject("no frames");
    stream.publish(order.born("a", 1));
    assertThat(view().asMap()).isEqualTo(Map.of("a", 1L));
    assertThat(mirror.get("5").orElseThrow().asMap()).isEqualTo(Map.of("a", 1L));
    assertThat(mirror.get("deep")).isPresent();
    assertThat(mirror.get("deeper")).isEmpty();
    assertThat(mirror.get("large")).isPresent();
    assertThat(mirror.stats().rejected()).isEqualTo(4);
  }

  @Test
  void memory_isBounded() {
    mirror = listening().limit(100, 1 << 20).open();
    for (int i = 0; i < 1_000; i++) {
      stream.publish(RemoteObject.of("o" + i).born("text", "x".repeat(100)));
    }
    assertThat(mirror.stats().objects()).isEqualTo(100);
    assertThat(mirror.stats().evicted()).isEqualTo(900);
    assertThat(mirror.views()).hasSize(100);
  }

  /** What the shop tells of an order. */
  record Order(int a, String name) {}

  @Test
  void typed_makesRecordsByRoutingKey() {
    mirror = listening().typed("shop.*", Order.class).open();
    stream.publish(order.born("a", 7, "name", "leo"));
    stream.publish(RemoteObject.of("other", "else").born());
    assertThat(view().typed()).contains(new Order(7, "leo"));
    assertThat(view().as(Order.class)).isEqualTo(new Order(7, "leo"));
    assertThat(mirror.get("other").orElseThrow().typed()).isEmpty();
  }

  /** No such thing travels. */
  record Unfit(Thread thread) {}

  @Test
  void wrongConfiguration_isRefused() {
    assertThatThrownBy(() -> listening().typed("x", Unfit.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("x: Unfit.thread: nothing on the wire becomes a java.lang.Thread");
    assertThatThrownBy(() -> listening().buffer(0)).hasMessage("buffer < 1: 0");
    assertThatThrownBy(() -> listening().settle(Duration.ofMillis(-1)))
        .hasMessage("settle < 0: PT-0.001S");
    stream.unreachable();
    assertThatThrownBy(() -> listening().open())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot follow memory://" + name + ": nobody there");
  }
}
