package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Sink} owes its caller when the other side is killed under load, comes back with all
 * that it had stored, and is killed again: every record arrives, in order, and none is lost
 * uncounted. For sinks whose other side answers for what it took; others cannot keep this promise.
 *
 * <p>The batch that was under way may arrive a second time, as nobody can know whether its answer
 * or the batch itself was lost. A sink that recognises what it has stored says so, and then no
 * record may be there twice.
 */
public abstract class SinkOutageContract {
  private static final int OUTAGES = 3;
  private static final int BATCH = 20;
  private static final int BATCHES_BETWEEN = 20;

  private final FlowMetrics metrics = new FlowMetrics("sink");
  private volatile boolean stopping;

  /** Makes the contract's tests; called by JUnit. */
  protected SinkOutageContract() {}

  /** A new sink, not opened, whose other side is there and empty. */
  protected abstract Sink createSink() throws Exception;

  /** All records that are stored on the other side, in their order. */
  protected abstract List<String> arrived() throws Exception;

  /** How {@link #arrived()} shows a record that was sent; unchanged, unless said otherwise. */
  protected String shown(String sent) throws Exception {
    return sent;
  }

  /** Ends the other side, as a crash would. What it has acknowledged stays stored. */
  protected abstract void takeAway() throws Exception;

  /** Starts the other side again, at the same address, with all that it had stored. */
  protected abstract void bringBack() throws Exception;

  /** Whether a batch that is given twice is stored once; no, unless said otherwise. */
  protected boolean recognisesRepeats() {
    return false;
  }

  /** How long to wait for what must happen; 60 seconds, unless said otherwise. */
  protected Duration patience() {
    return Duration.ofSeconds(60);
  }

  @AfterEach
  void stopProducer() {
    stopping = true;
  }

  @Test
  void deliver_killedThreeTimesUnderLoad_losesNothingAndKeepsTheOrder() throws Exception {
    Sink sink = createSink();
    Thread producer = new Thread(() -> produce(sink), "producer");
    producer.setDaemon(true);
    producer.start();
    for (int outage = 0; outage < OUTAGES; outage++) {
      awaitMoreTaken();
      takeAway();
      bringBack();
    }
    awaitMoreTaken();
    stopping = true;
    Awaitility.await("the producer's end").atMost(patience()).until(() -> !producer.isAlive());
    sink.close();

    List<String> stored = new ArrayList<>(arrived());
    int repeated = removeRepeatedBatches(stored);
    FlowMetrics.Count count = metrics.count();
    assertThat(stored).isEqualTo(sent((int) count.accepted()));
    assertThat(repeated)
        .as("batches that are stored twice")
        .isLessThanOrEqualTo(recognisesRepeats() ? 0 : OUTAGES);
    Conservation.assertHolds(count.accepted(), stored.size(), count);
  }

  private void awaitMoreTaken() {
    long goal = metrics.count().delivered() + BATCHES_BETWEEN * BATCH;
    Awaitility.await("records taken")
        .atMost(patience())
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
    }
  }

  private boolean taken(Sink sink, Batch batch) {
    try {
      Delivery delivery = sink.deliver(batch);
      int refused = delivery instanceof Delivery.Refused some ? some.records().cardinality() : 0;
      boolean taken = !(delivery instanceof Delivery.Unavailable);
      if (taken) {
        metrics.dropped(refused, "refused");
        metrics.delivered(batch.size() - refused);
      }
      return taken;
    } catch (IOException away) {
      return false;
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private List<String> sent(int count) throws Exception {
    List<String> sent = new ArrayList<>(count);
    for (String record : Records.numbered(0, count)) {
      sent.add(shown(record));
    }
    return sent;
  }

  private static int removeRepeatedBatches(List<String> stored) {
    int repeated = 0;
    for (int at = BATCH; at + BATCH <= stored.size(); ) {
      List<String> batch = stored.subList(at, at + BATCH);
      if (batch.equals(stored.subList(at - BATCH, at))) {
        batch.clear();
        repeated++;
      } else {
        at += BATCH;
      }
    }
    return repeated;
  }
}
