package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.Weft;
import dev.weft.WeftStats;
import dev.weft.event.collate.Completeness;
import dev.weft.event.collate.ObjectEnd;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.View;
import dev.weft.object.LiveObject;
import dev.weft.testkit.RabbitMqServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Live objects of this process, followed over a private RabbitMQ; each test has an exchange of its
 * own. At its end all records are accounted for.
 */
abstract class ObjectsOverRabbit {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  final String exchange = "objects-" + UUID.randomUUID();

  /** Where a producer sends. */
  String address() {
    return RABBIT.uri() + "?exchange=" + exchange;
  }

  /** This process as a producer, not started. */
  Weft.Builder producer() {
    return Weft.configure().localLines(false).service("shop").to(address());
  }

  /** A mirror of all, not open. */
  Mirror.Builder mirror() {
    return Mirror.connect(RABBIT.uri()).exchange(exchange);
  }

  /** Waits until the mirror has the objects as they are, whole. */
  static void awaitSame(Mirror mirror, List<LiveObject> objects) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(objects)
                .allSatisfy(object ->
                    assertThat(mirror.get(object.id()))
                        .hasValueSatisfying(view -> assertSame(view, object))));
  }

  private static void assertSame(View view, LiveObject object) {
    assertThat(view.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view.asMap()).isEqualTo(Travelled.values(object));
  }

  /** Waits for an object's end and tells it. */
  static ObjectEnd awaitEnd(Mirror mirror, String id) {
    return await()
        .atMost(PATIENCE)
        .until(() -> mirror.get(id).flatMap(View::end), end -> end.isPresent())
        .orElseThrow();
  }

  @AfterEach
  void stop() {
    Weft.stop(PATIENCE);
    WeftStats stats = Weft.stats();
    assertThat(stats.delivered() + stats.droppedTotal())
        .as("accepted %d = delivered + dropped", stats.accepted())
        .isEqualTo(stats.accepted());
  }
}
