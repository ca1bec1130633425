package dev.weft.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Conservation;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoOutageTest {
  private static final int OUTAGES = 3;
  private static final int BATCH = 20;
  private static final int BATCHES_AFTER = 20;

  private final JavaMongo mongo = new JavaMongo();
  private final FlowMetrics metrics = new FlowMetrics("sink.archive");
  private volatile boolean stopping;

  @AfterEach
  void close() {
    mongo.close();
  }

  @Test
  void deliver_killedThreeTimesUnderLoad_storesEachEventOnce() throws Exception {
    MongoSinkFactory factory = new MongoSinkFactory();
    Map<String, String> given = Map.of("uri", mongo.uri(), "timeout", "2s");
    Sink sink = factory.create(Options.of("archive", factory.options(), given));
    Thread producer = new Thread(() -> produce(sink), "producer");
    producer.start();

    for (int outage = 0; outage < OUTAGES; outage++) {
      awaitMoreDelivered();
      mongo.kill();
      mongo.start();
    }
    awaitMoreDelivered();
    stopping = true;
    producer.join(Duration.ofSeconds(30).toMillis());
    sink.close();

    List<Document> stored = new ArrayList<>(mongo.documents("events"));
    stored.sort(Comparator.comparingInt(MongoOutageTest::number));
    FlowMetrics.Count count = metrics.count();
    assertThat(stored)
        .extracting(document -> document.getString("message"))
        .isEqualTo(
            Records.numbered(0, (int) count.accepted()).stream()
                .map(record -> record.replaceAll(".*\"message\":\"([^\"]*)\".*", "$1"))
                .toList());
    Conservation.assertHolds(count.accepted(), stored.size(), count);
  }

  private static int number(Document document) {
    return Integer.parseInt(document.getString("message").substring("event ".length()));
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
}
