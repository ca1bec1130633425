package dev.weft.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Conservation;
import dev.weft.testkit.Records;
import dev.weft.testkit.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisOutageIT {
  private static final int OUTAGES = 3;
  private static final int BATCH = 20;
  private static final int BATCHES_AFTER = 50;

  @RegisterExtension static final RedisServer REDIS = RedisServer.persistent();

  private final FlowMetrics metrics = new FlowMetrics("sink.backlog");
  private volatile boolean stopping;

  @Test
  void deliver_killedThreeTimesUnderLoad_losesNothingAndKeepsTheOrder() throws Exception {
    RedisSinkFactory factory = new RedisSinkFactory();
    Map<String, String> given = Map.of("uri", REDIS.uri(), "list", "weft");
    Sink sink = factory.create(Options.of("backlog", factory.options(), given));
    Thread producer = new Thread(() -> produce(sink), "producer");
    producer.start();

    for (int outage = 0; outage < OUTAGES; outage++) {
      awaitMoreDelivered();
      REDIS.kill();
      REDIS.start();
    }
    awaitMoreDelivered();
    stopping = true;
    producer.join(Duration.ofSeconds(30).toMillis());
    sink.close();

    List<String> stored = Redis.list(REDIS.uri(), "weft");
    int repeated = removeRepeatedBatches(stored);
    FlowMetrics.Count count = metrics.count();
    assertThat(stored).isEqualTo(Records.numbered(0, (int) count.accepted()));
    assertThat(repeated).as("repeated batches").isLessThanOrEqualTo(OUTAGES);
    Conservation.assertHolds(count.accepted(), stored.size(), count);
  }

  private void awaitMoreDelivered() {
    long goal = metrics.count().delivered() + BATCHES_AFTER * BATCH;
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> metrics.count().delivered() >= goal);
  }

  // As the collector does: a batch is given again until it is taken.
  private void produce(Sink sink) {
    for (int number = 0; !stopping; number += BATCH) {
      Batch batch = Records.batch(Records.numbered(number, BATCH));
      metrics.accepted(BATCH);
      while (!taken(sink, batch)) {
        Thread.onSpinWait();
      }
      metrics.delivered(BATCH);
    }
  }

  private static boolean taken(Sink sink, Batch batch) {
    try {
      return sink.deliver(batch).equals(Delivery.DELIVERED);
    } catch (IOException away) {
      return false;
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static int removeRepeatedBatches(List<String> stored) {
    int repeated = 0;
    for (int at = BATCH; at + BATCH <= stored.size(); ) {
      List<String> batch = stored.subList(at, at + BATCH);
      if (batch.equals(new ArrayList<>(stored.subList(at - BATCH, at)))) {
        batch.clear();
        repeated++;
      } else {
        at += BATCH;
      }
    }
    return repeated;
  }
}
