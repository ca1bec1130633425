package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of objects that nobody closes. */
class SafetyNetTest {
  private final Published published = new Published().start();
  private final Logger own = Logger.getLogger("dev.weft.object");
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    own.setUseParentHandlers(false);
    own.addHandler(listener);
  }

  @AfterEach
  void stop() {
    own.removeHandler(listener);
    own.setUseParentHandlers(true);
    published.close();
  }

  private LiveObjectBuilder forgotten() {
    return new LiveObjectBuilder(published.registry).name("forgotten");
  }

  private List<ObjectChanged> awaitEnds(int count) {
    Awaitility.await()
        .atMost(Published.PATIENCE)
        .until(() -> {
          System.gc();
          return ends().size() >= count;
        });
    return ends();
  }

  private List<ObjectChanged> ends() {
    return published.changes().stream()
        .filter(change -> change.kind() == ObjectKind.FINISHED)
        .toList();
  }

  @Test
  void forgottenObjects_endByTheCollector_andAreComplainedOfOnceAPlace() {
    IntStream.range(0, 10).forEach(i -> forgotten().create().set("i", i));

    List<ObjectChanged> ends = awaitEnds(10);

    assertThat(ends).extracting(ObjectChanged::ending).containsOnly("gc");
    assertThat(ends).extracting(change -> change.sequence().orElse(-1)).containsOnly(2L);
    assertThat(published.changes()).hasSize(30);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("the object forgotten made at dev.weft.object.SafetyNetTest.")
        .contains("SafetyNetTest.java:")
        .endsWith(
            "was never closed; use try-with-resources, or longLived() for one that lives as long as"
                + " the process");
  }

  @Test
  void forgottenObjectThatLeadsToItself_endsToo() {
    LiveObject[] pair = {forgotten().create(), forgotten().create()};
    pair[0].set("other", pair[1]);
    pair[1].set("other", pair[0]);
    pair[0].set("self", pair[0]);
    pair[0] = null;
    pair[1] = null;

    assertThat(awaitEnds(2)).hasSize(2);
  }

  @Test
  void closedObject_endsOnce() {
    forgotten().create().close();
    forgotten().create();

    assertThat(awaitEnds(2)).extracting(ObjectChanged::ending).containsExactly(null, "gc");
  }

  @Test
  void longLivedObject_outlivesItsReferences() {
    forgotten().id("kept").longLived().create();
    forgotten().create();
    awaitEnds(1);

    published.pass(Duration.ofSeconds(30));

    assertThat(published.changes())
        .anySatisfy(change -> {
          assertThat(change.objectId()).isEqualTo("kept");
          assertThat(change.kind()).isEqualTo(ObjectKind.SNAPSHOT);
        });
  }

  @Test
  void objectOfAnOwner_endsWithIt() {
    Object[] owner = {new Object()};
    forgotten().id("owned").endWhenUnreachable(owner[0]).create();
    forgotten().create();
    try {
      assertThat(awaitEnds(1)).extracting(ObjectChanged::objectId).doesNotContain("owned");
    } finally {
      Reference.reachabilityFence(owner[0]);
    }
    owner[0] = null;

    assertThat(awaitEnds(2)).extracting(ObjectChanged::objectId).contains("owned");
  }

  @Test
  void wrappedObject_endsWithItsProxy() {
    Object[] proxy = {
      LiveProxy.of(new Plain(), Staged.class, forgotten(), builder -> builder.id("wrapped"))
    };
    proxy[0] = null;

    assertThat(awaitEnds(1)).extracting(ObjectChanged::objectId).containsExactly("wrapped");
  }

  interface Staged {
    void setStage(String stage);
  }

  static final class Plain implements Staged {
    @Override
    public void setStage(String stage) {}
  }
}
