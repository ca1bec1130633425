package dev.weft.examples.object;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.event.collate.Completeness;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.View;
import dev.weft.object.LiveObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who comes after a thousand updates, while updates go on. */
class LateJoinerIT extends ObjectsOverRabbit {
  private static final int UPDATES_BEFORE = 1_000;
  private static final int FIELDS = 10;

  /** An object whose state at each of its numbers is known: update k sets n, and one more field. */
  private static final class Counting {
    final LiveObject live;
    private int updates;

    Counting(String id) {
      live = LiveObject.named("shop.counting").id(id).longLived().with("n", 0).create();
    }

    void update() {
      updates++;
      String field = "f" + updates % FIELDS;
      live.update(change -> change.set("n", updates).set(field, updates));
    }

    static Map<String, Object> truthAt(long sequence) {
      Map<String, Object> truth = new TreeMap<>();
      truth.put("n", sequence);
      for (long update = Math.max(1, sequence - FIELDS + 1); update <= sequence; update++) {
        truth.put("f" + update % FIELDS, update);
      }
      return truth;
    }
  }

  @Test
  void lateJoiner_isCompleteAndRightAtItsNumber_whileUpdatesGoOn() throws Exception {
    producer().start();
    List<Counting> objects =
        IntStream.range(0, 3).mapToObj(i -> new Counting(exchange + '-' + i)).toList();
    for (int i = 0; i < UPDATES_BEFORE; i++) {
      objects.forEach(Counting::update);
    }
    assertThat(Weft.flush(PATIENCE)).isTrue();

    ScheduledExecutorService updating = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> going =
          updating.scheduleAtFixedRate(() -> objects.forEach(Counting::update), 0, 1, MILLISECONDS);
      try (Mirror mirror = mirror().open()) {
        mirror.ready().get(PATIENCE.toSeconds(), SECONDS);
        for (int look = 0; look < 1_000; look++) {
          objects.forEach(object -> assertRight(mirror, object));
        }
        assertThat(going).as("an update that failed would have ended them").isNotDone();
        updating.shutdown();
        assertThat(updating.awaitTermination(PATIENCE.toSeconds(), SECONDS)).isTrue();
        awaitSame(mirror, objects.stream().map(object -> object.live).toList());
        assertThat(mirror.stats().missed()).isZero();
      }
    } finally {
      updating.shutdownNow();
      objects.forEach(object -> object.live.close());
    }
  }

  private static void assertRight(Mirror mirror, Counting object) {
    View view = mirror.get(object.live.id()).orElseThrow();
    assertThat(view.completeness()).isEqualTo(Completeness.COMPLETE);
    long sequence = view.sequence().orElseThrow();
    assertThat(sequence).isGreaterThanOrEqualTo(UPDATES_BEFORE);
    assertThat(view.asMap()).isEqualTo(Counting.truthAt(sequence));
  }
}
