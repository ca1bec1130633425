package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingTest {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final Published published = new Published().start();
  private final LiveObject hot = published.named("hot").id("hot").coalesce(INTERVAL).create();

  @AfterEach
  void stop() {
    published.close();
  }

  @Test
  void firstWrite_isSentAtOnce_andTheNextTogether() {
    for (int i = 0; i < 100; i++) {
      hot.set("i", i);
      hot.set("odd", i % 2 == 1);
    }
    assertThat(published.changes()).hasSize(2);

    published.pass(INTERVAL.minusMillis(1));
    assertThat(published.changes()).hasSize(2);
    published.pass(Duration.ofMillis(1));

    List<ObjectChanged> changes = published.changes();
    assertThat(changes).hasSize(3);
    assertThat(changes.get(1).set()).isEqualTo(Map.of("i", 0L));
    assertThat(changes.get(1).writes()).isEqualTo(1);
    assertThat(changes.get(2).set()).isEqualTo(Map.of("i", 99L, "odd", true));
    assertThat(changes.get(2).writes()).isEqualTo(199);
    assertThat(changes.get(2).sequence()).hasValue(2);
    assertThat(hot.values()).isEqualTo(Map.of("i", 99, "odd", true));
  }

  @Test
  void writeAfterTheInterval_takesTheHeldOnesAlong() {
    hot.set("a", 1);
    hot.set("b", 2);
    published.nanos.addAndGet(INTERVAL.toNanos());
    hot.set("c", 3);

    assertThat(published.last().set()).isEqualTo(Map.of("b", 2L, "c", 3L));
    assertThat(published.last().writes()).isEqualTo(2);
  }

  @Test
  void removal_isHeldBackToo() {
    hot.set("a", 1);
    hot.set("b", 2);
    hot.remove("a");
    hot.remove("b");
    hot.set("b", 3);
    published.pass(INTERVAL);

    assertThat(published.last().set()).isEqualTo(Map.of("b", 3L));
    assertThat(published.last().removed()).isEqualTo(Set.of("a"));
  }

  @Test
  void message_takesTheHeldOnesAlong() {
    hot.set("a", 1);
    hot.set("b", 2);
    hot.log().with("c", 3).warn("{a}{b}{c}");

    assertThat(published.changes()).hasSize(3);
    assertThat(published.last().message()).isEqualTo("123");
    assertThat(published.last().set()).isEqualTo(Map.of("b", 2L, "c", 3L));
    assertThat(published.last().writes()).isEqualTo(2);
    assertThat(published.last().level()).isEqualTo(Level.WARN);
  }

  @Test
  void endFlushAndKeyframe_sendWhatIsHeld() {
    hot.set("a", 1);
    hot.set("a", 2);
    assertThat(published.registry.flush(Published.PATIENCE)).isTrue();
    assertThat(published.last().set()).isEqualTo(Map.of("a", 2L));

    hot.set("a", 3);
    published.registry.answer(Set.of("hot"));
    published.pass(Duration.ZERO);
    List<ObjectChanged> changes = published.changes();
    assertThat(changes.get(changes.size() - 2).set()).isEqualTo(Map.of("a", 3L));
    assertThat(published.last().kind()).isEqualTo(ObjectKind.SNAPSHOT);
    assertThat(published.last().sequence()).isEqualTo(changes.get(changes.size() - 2).sequence());

    hot.set("a", 4);
    hot.close();
    changes = published.changes();
    assertThat(changes.get(changes.size() - 2).set()).isEqualTo(Map.of("a", 4L));
    assertThat(published.last().kind()).isEqualTo(ObjectKind.FINISHED);
    hot.set("a", 5);
    assertThat(published.last().set()).isEqualTo(Map.of("a", 5L));
  }

  @Test
  void heldWrites_belongToTheTaskOfTheLast() {
    hot.set("a", 1);
    try (Scope task = Scopes.task("work").start()) {
      hot.set("a", 2);
      task.success();
      published.pass(INTERVAL);
      assertThat(published.last().key().scope()).isEqualTo(task.id());
    }
  }

  @Test
  void ofTheProcess_areSentByATickerOfItsOwn() {
    try (LiveObject live =
        LiveObject.named("hot").coalesce(Duration.ofMillis(20)).longLived().create()) {
      live.set("a", 1);
      live.set("a", 2);
      published.sink.awaitRecords(5);
    }
  }
}
