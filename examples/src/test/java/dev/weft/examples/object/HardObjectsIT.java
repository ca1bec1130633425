package dev.weft.examples.object;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.Weft;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.Objects;
import dev.weft.mirror.View;
import dev.weft.object.LiveObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many objects, small queues, values that nobody expects, and objects that nobody closes. */
class HardObjectsIT extends ObjectsOverRabbit {
  private static final int THREADS = 4;
  private static final int OBJECTS = 1_000;
  private static final int LARGE = 10 << 20;

  @Test
  void thousandObjectsOfSeveralThreads_areAllThere_andEndOnce() throws Exception {
    producer().start();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Mirror mirror = mirror().open();
        Objects ends = Objects.from(RABBIT.uri()).exchange(exchange).open()) {
      List<Callable<LiveObject>> makers = new ArrayList<>();
      for (int i = 0; i < OBJECTS; i++) {
        int number = i;
        makers.add(() -> changed(number));
      }
      List<LiveObject> objects = new ArrayList<>();
      for (Future<LiveObject> made : threads.invokeAll(makers)) {
        objects.add(made.get());
      }
      awaitSame(mirror, objects);
      assertThat(mirror.stats().objects()).isEqualTo(OBJECTS);

      threads.invokeAll(objects.stream().map(object -> Executors.callable(object::close)).toList());
      assertThat(Weft.flush(PATIENCE)).isTrue();
      assertThat(ends.stream().limit(OBJECTS).map(ended -> ended.object().id()))
          .containsExactlyInAnyOrderElementsOf(objects.stream().map(LiveObject::id).toList());
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(PATIENCE.toSeconds(), SECONDS)).isTrue();
    }
    assertThat(Weft.stats().droppedTotal()).isZero();
  }

  private static LiveObject changed(int number) {
    LiveObject object =
        LiveObject.named("shop.item").longLived().with(Map.of("number", number, "new", 1)).create();
    object.set("half", number / 2.0);
    object.update(change -> change.set("done", true).remove("new"));
    return object;
  }

  @Test
  void queueOfFive_andFiftyEventsAtOnce_losesSome_saysHowMany_andHeals() throws Exception {
    Deliveries notices = Deliveries.of(RABBIT.port(), exchange, "default");
    producer().queueCapacity(5).start();
    LiveObject object = LiveObject.named("shop.burst").longLived().create();
    try (Mirror mirror = mirror().open()) {
      await()
          .atMost(PATIENCE)
          .until(() -> {
            for (int i = 0; i < 50; i++) {
              object.set("n" + i, i);
            }
            return Weft.stats().droppedTotal() > 0;
          });

      awaitSame(mirror, List.of(object));
      // The state itself is larger than what a change is, and found room in the end.
      assertThat(object.values()).hasSize(50);
    } finally {
      object.close();
    }
    Weft.stop(PATIENCE);
    long recovered =
        notices.all().stream()
            .map(message -> Travelled.json(message.body()).get("recovered"))
            .filter(Long.class::isInstance)
            .mapToLong(Long.class::cast)
            .sum();
    assertThat(recovered).isEqualTo(Weft.stats().droppedTotal()).isPositive();
  }

  @Test
  void valuesThatNobodyExpects_travelWithinTheirBudget_andHarmNoOther() throws Exception {
    producer().start();
    Map<String, Object> cyclic = new HashMap<>(Map.of("inside", 1));
    cyclic.put("itself", cyclic);
    Map<String, Object> wide = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      wide.put("key " + i, i);
    }
    try (Mirror mirror = mirror().open();
        LiveObject odd = LiveObject.named("shop.odd").with("cyclic", cyclic).create()) {
      odd.set("throwing", new Throwing());
      odd.set("large", "x".repeat(LARGE));
      odd.set("nan", Double.NaN);
      odd.set("infinite", Double.NEGATIVE_INFINITY);
      odd.set("longest", Long.MAX_VALUE);
      odd.set("wide", wide);
      odd.set("null", null);
      odd.set("sn\u2603w\u0000\ud83d", "\u2603\u0007\ud83d");
      odd.log().info("{cyclic} and {throwing} and {large}");
      odd.set("good", "still");

      awaitSame(mirror, List.of(odd));
      Map<String, Object> seen = mirror.get(odd.id()).orElseThrow().asMap();
      assertThat(seen)
          .containsEntry("longest", Long.MAX_VALUE)
          .containsEntry("nan", "NaN")
          .containsEntry("null", null)
          .containsEntry("good", "still");
      assertThat(seen.get("cyclic").toString()).contains("inside", "cycle");
      assertThat(seen.get("throwing").toString()).contains("IllegalStateException");
      assertThat(seen.get("large").toString()).startsWith("xxx").hasSizeLessThan(LARGE / 100);
      assertThat(seen.get("wide").toString().length()).isLessThan(20_000);
    }
    assertThat(Weft.stats().droppedTotal()).isZero();
  }

  /** Has no words for itself. */
  private static final class Throwing {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void forgottenObject_isEndedByTheGarbageCollector() throws Exception {
    producer().start();
    try (Mirror mirror = mirror().open()) {
      String forgotten = forget();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            System.gc();
            return mirror.get(forgotten).flatMap(View::end).isPresent();
          });
      assertThat(awaitEnd(mirror, forgotten).why()).isEqualTo("gc");
      assertThat(mirror.get(forgotten).orElseThrow().asMap()).isEqualTo(Map.of("here", 1L));
    }
  }

  // In a method of its own, so that nothing holds the object when it returns.
  private static String forget() {
    return LiveObject.named("shop.forgotten").with("here", 1).create().id();
  }
}
