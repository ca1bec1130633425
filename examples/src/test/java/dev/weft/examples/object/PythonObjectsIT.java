package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.collate.Completeness;
import dev.weft.event.collate.ObjectEnd;
import dev.weft.mirror.Change;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.Objects;
import dev.weft.mirror.Observed;
import dev.weft.mirror.View;
import dev.weft.object.LiveObject;
import dev.weft.testkit.PythonPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs in Python that know contexture and nothing of Weft, on the other side. */
class PythonObjectsIT extends ObjectsOverRabbit {
  private static final Path SCRIPTS = Path.of("src/test/resources/python");

  @BeforeAll
  static void requirePika() {
    PythonPeer.requirePika();
  }

  private PythonPeer python(String script) throws Exception {
    return PythonPeer.run(SCRIPTS.resolve(script), Integer.toString(RABBIT.port()), exchange);
  }

  @Test
  void pythonsReader_collatesOurObject() throws Exception {
    try (PythonPeer reader = python("collate.py")) {
      assertThat(reader.readLine()).isEqualTo("ready");
      producer().start();
      LiveObject object =
          LiveObject.named("shop.order")
              .header("region", "eu")
              .keyframes(Duration.ofMillis(100))
              .with(Map.of("customer", "leo", "draft", true))
              .create();
      object.set("cents", 4_200);
      object.update(change -> change.set("paid", true).remove("draft"));
      object.remove("cents");
      object.log().with("retry", 2).warn("try {retry}");
      object.set("large", 1L << 60);
      // The same as Python sees it: what is removed stays, as null.
      Map<String, Object> told = new HashMap<>(Travelled.values(object));
      told.put("draft", null);
      told.put("cents", null);
      object.close();

      Map<String, Object> seen = Travelled.json(reader.readLine());
      assertThat(seen)
          .containsEntry("id", object.id())
          .containsEntry("object", told)
          .containsEntry("rkey", "shop.order");
      assertThat(seen.get("headers")).asString().contains("region=eu", "hostname=");
      assertThat((Double) seen.get("elapsed")).isPositive();
    }
  }

  @Test
  void pythonsObjects_areMirrored_andComeAtTheirEnds() throws Exception {
    try (Mirror mirror = mirror().open();
        Objects ends = Objects.from(RABBIT.uri()).exchange(exchange).captureMessages().open()) {
      ChangeLog log = ChangeLog.of(mirror);
      try (PythonPeer snake = python("snake.py")) {
        assertThat(snake.readLine()).isEqualTo("sent");
        ObjectEnd once = awaitEnd(mirror, "once");
        assertThat(once.fleeting()).isTrue();

        View job = mirror.get("job").orElseThrow();
        assertThat(job.asMap()).isEqualTo(job(1L << 62));
        assertThat(job.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(job.routingKey()).contains("snake.Job");
        assertThat(job.headers()).containsEntry("hostname", "snake");
        assertThat(job.sequence()).isEmpty();
        assertThat(job.message()).contains("got http://foo");
        View old = mirror.get("old").orElseThrow();
        assertThat(old.asMap()).isEqualTo(Map.of("n", 7L));
        assertThat(old.completeness()).isEqualTo(Completeness.PARTIAL);

        snake.writeLine("finish");
        assertThat(snake.readLine()).isEqualTo("finished");
        assertThat(awaitEnd(mirror, "job").elapsed()).isEqualTo(Duration.ofMillis(1_500));
      }
      await().until(() -> log.all(Change.Ended.class).count() == 2);
      List<Observed> ended = ends.stream().limit(2).toList();
      assertThat(ended)
          .extracting(observed -> observed.object().id())
          .containsExactly("once", "job");
      assertThat(ended.get(1).object().asMap()).isEqualTo(job(1L << 62));
      assertThat(ended.get(1).messages()).hasSize(6);
    }
  }

  private static Map<String, Object> job(long n) {
    Map<String, Object> job = new TreeMap<>();
    job.put("url", "http://foo");
    job.put("n", n);
    job.put("ratio", Double.NaN);
    job.put("none", null);
    return job;
  }
}
