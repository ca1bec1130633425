package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.Weft;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.topology.Collector;
import dev.weft.event.collate.Completeness;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.View;
import dev.weft.object.LiveObject;
import dev.weft.testkit.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live objects to a collector over ZeroMQ, and from there to a mirror: no broker anywhere. */
class ObjectsWithoutBrokerIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  record Progress(int done, int total, Optional<String> stage) {}

  @AfterEach
  void stop() {
    Weft.stop(LIMIT);
  }

  @Test
  void object_isMirroredThroughACollector_forALateComerToo(@TempDir Path folder) throws Exception {
    int port = Ports.free();
    try (Collector collector = collector(folder, port)) {
      String intake = collector.addresses().get("apps").replace("tcp://", "zeromq://");
      Weft.configure().localLines(false).service("shop").to(intake).start();
      LiveObject job =
          LiveObject.named("nightly.import")
              .keyframes(Duration.ofMillis(100))
              .header("region", "eu")
              .with(Map.of("total", 1_000, "draft", true))
              .create();
      for (int i = 1; i <= 1_000; i++) {
        job.set("done", i);
      }
      job.remove("draft");
      awaitPublished(collector);
      try (Mirror mirror =
          Mirror.connect("zeromq://127.0.0.1:" + port)
              .routingKeys("nightly.*")
              .typed("nightly.import", Progress.class)
              .open()) {
        ObjectsOverRabbit.awaitSame(mirror, List.of(job));
        View late = mirror.get(job.id()).orElseThrow();
        assertThat(late.typed()).contains(new Progress(1_000, 1_000, Optional.empty()));
        assertThat(late.headers()).containsEntry("region", "eu");
        assertThat(late.born()).isEmpty();

        job.log().with("stage", "parse").info("at {done}");
        ObjectsOverRabbit.awaitSame(mirror, List.of(job));
        job.close();
        assertThat(ObjectsOverRabbit.awaitEnd(mirror, job.id()).why()).isNull();
        View ended = mirror.get(job.id()).orElseThrow();
        assertThat(ended.message()).contains("at 1000");
        assertThat(ended.completeness()).isEqualTo(Completeness.COMPLETE);

        LiveObject.sendTransient("nightly.once", Map.of("foo", "whatever"));
        await()
            .atMost(LIMIT)
            .until(() ->
                mirror.views().stream()
                    .anyMatch(view -> view.routingKey().equals(Optional.of("nightly.once"))));
      }
      assertThat(Weft.flush(LIMIT)).isTrue();
      assertThat(collector.stop(LIMIT).conserved()).isTrue();
    }
  }

  /** Else who comes late might still see the birth. */
  private static void awaitPublished(Collector collector) {
    assertThat(Weft.flush(LIMIT)).isTrue();
    await()
        .atMost(LIMIT)
        .until(() -> {
          FlowMetrics.Count live = collector.counts().sinks().get(0).count();
          return live.accepted() > 1 && live.held() == 0;
        });
  }

  private static Collector collector(Path folder, int port) throws Exception {
    return Collector.start(
        Configuration.parse(
            "objects.yaml",
            """
            sources:
              apps: {type: zeromq, bind: "tcp://127.0.0.1:0"}
            sinks:
              live: {type: zeromq, bind: "tcp://127.0.0.1:%d"}
            dead-letters: {path: "%s"}
            """
                .formatted(port, folder.resolve("dead-letters.ndjson")),
            Map.of()));
  }
}
