package dev.weft.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.collate.Completeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ObjectsTest {
  private final String name;
  private final MemoryStream stream;
  private final RemoteObject order = RemoteObject.of("17");

  ObjectsTest(TestInfo test) {
    name = "objects-" + test.getTestMethod().orElseThrow().getName().replace('_', '-');
    stream = MemoryStream.named(name);
    stream.exhaust();
  }

  private Objects.Builder objects() {
    return Objects.from("memory://" + name);
  }

  @Test
  void finishedObject_comesWithItsState() {
    try (Objects objects = objects().open()) {
      stream.publish(order.born("a", 1, "b", 2), order.set("a", 2), order.removed("b"));
      stream.publish(RemoteObject.of("lives").born());
      stream.publish(order.finished());
      Observed observed = objects.next();
      assertThat(observed.object().id()).isEqualTo("17");
      assertThat(observed.object().asMap()).isEqualTo(Map.of("a", 2L));
      assertThat(observed.object().completeness()).isEqualTo(Completeness.COMPLETE);
      assertThat(observed.object().end()).isPresent();
      assertThat(observed.object().routingKey()).contains("shop.order");
      assertThat(observed.messages()).isEmpty();
      assertThat(objects.hasNext()).isFalse();
    }
  }

  @Test
  void transientObject_comes() {
    try (Objects objects = objects().open()) {
      stream.publish(order.fleeting("a", 1));
      assertThat(objects.next().object().asMap()).isEqualTo(Map.of("a", 1L));
    }
  }

  @Test
  void lateJoiner_comesAsPartial() {
    RemoteObject python = RemoteObject.ofPython("p");
    ObjectChanged unseen = python.born("a", 1);
    assertThat(unseen.set()).isNotEmpty();
    try (Objects objects = objects().open()) {
      stream.publish(python.set("b", 2), python.finished());
      Observed observed = objects.next();
      assertThat(observed.object().completeness()).isEqualTo(Completeness.PARTIAL);
      assertThat(observed.object().asMap()).isEqualTo(Map.of("b", 2L));
    }
  }

  @Test
  void redeliveredMessages_giveNoSecondObject() {
    ObjectChanged born = order.born();
    ObjectChanged end = order.finished();
    try (Objects objects = objects().open()) {
      stream.publish(born, end, born, end);
      assertThat(objects.stream()).hasSize(1);
    }
  }

  @Test
  void echo_isNotTakenTwice() {
    try (Objects objects = objects().eager().open()) {
      stream.publish(order.born("a", 1));
      stream.publish(
          "{\"obj_id\":\"17\",\"obj\":{\"a\":null},\"action\":\"delete\",\"weft\":{\"echo\":true}}");
      stream.publish(order.set("b", 1));
      assertThat(objects.stream().map(observed -> observed.object().asMap()))
          .containsExactly(Map.of("a", 1L), Map.of("a", 1L, "b", 1L));
    }
  }

  @Test
  void eager_givesEachChange() {
    try (Objects objects = objects().eager().open()) {
      stream.publish(order.born("a", 1), order.set("a", 2), order.finished());
      stream.publish(RemoteObject.alive(RemoteObject.SHOP));
      assertThat(objects.stream().map(observed -> observed.object().asMap().get("a")))
          .containsExactly(1L, 2L, 2L);
    }
  }

  @Test
  void captureMessages_givesThoseOfTheObject() {
    try (Objects objects = objects().captureMessages().open()) {
      stream.publish(order.born("a", 1), order.said("half done"), order.finished());
      Observed observed = objects.next();
      assertThat(observed.messages()).hasSize(3);
      assertThat(observed.messagesOmitted()).isZero();
      assertThat(observed.messages().get(1).object()).containsEntry("message", "half done");
      assertThat(observed.messages().get(1).routingKey()).isEqualTo("shop.order");
    }
  }

  @Test
  void capturedMessages_areBounded() {
    try (Objects objects = objects().captureMessages().open()) {
      stream.publish(order.born());
      for (int i = 0; i < 1_500; i++) {
        stream.publish(order.set("a", i));
        if (i % 100 == 0) {
          // Nobody else reads, and the buffer between is bounded too.
          assertThat(objects.rejected()).isZero();
        }
      }
      stream.publish(order.finished());
      Observed observed = objects.next();
      assertThat(observed.messages()).hasSize(1_000);
      assertThat(observed.messagesOmitted()).isEqualTo(502);
    }
  }

  @Test
  void capturedMessages_ofManyObjects_areBoundedByTheirBytes() {
    try (Objects objects = objects().captureMessages().limit(1_000, 20_000).open()) {
      List<RemoteObject> some = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        RemoteObject object = RemoteObject.of("o" + i);
        some.add(object);
        stream.publish(object.born());
      }
      some.forEach(object -> stream.publish(object.finished()));
      long kept = 0;
      long omitted = 0;
      for (Observed observed : (Iterable<Observed>) () -> objects) {
        kept += observed.messages().size();
        omitted += observed.messagesOmitted();
      }
      assertThat(kept + omitted).isEqualTo(200);
      assertThat(omitted).isPositive();
    }
  }

  @Test
  void yieldMessages_givesEachBeforeItsObject() {
    List<Object> seen = new ArrayList<>();
    try (Objects objects =
        objects().yieldMessages(m -> seen.add(m.object().get("status"))).open()) {
      stream.publish(order.born());
      stream.publish("{\"status\":\"no object\"}");
      stream.publish(order.finished());
      objects.forEachRemaining(observed -> seen.add(observed.object().id()));
      assertThat(seen).containsExactly("born", "no object", "finished", "17");
    }
  }

  @Test
  void unfinishedObjects_areBounded() {
    try (Objects objects = objects().limit(10, 1 << 20).open()) {
      for (int i = 0; i < 100; i++) {
        stream.publish(RemoteObject.of("o" + i).born());
      }
      assertThat(objects.hasNext()).isFalse();
      assertThat(objects.evicted()).isEqualTo(90);
    }
    assertThatThrownBy(() -> objects().limit(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void objectLargerThanAllRoom_isCountedAndLeftOut() {
    try (Objects objects = objects().limit(10, 1_000).open()) {
      stream.publish(order.fleeting("large", "x".repeat(5_000)));
      stream.publish(RemoteObject.of("small").fleeting("a", 1));
      assertThat(objects.next().object().id()).isEqualTo("small");
      assertThat(objects.evicted()).isEqualTo(1);
    }
  }

  @Test
  void brokenRecords_areCounted() {
    try (Objects objects = objects().open()) {
      stream.publish("{\"obj\":{}", "{\"obj\":[],\"obj_id\":1}", "{\"obj\":{\"a\":1}}");
      stream.publish(order.fleeting());
      assertThat(objects.next().object().id()).isEqualTo("17");
      assertThat(objects.rejected()).isEqualTo(1);
      assertThat(objects.lost()).isZero();
    }
  }
}
