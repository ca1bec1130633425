package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Sink} owes its caller. A sink's own test extends it, makes the sink, and says
 * what arrived; where the other side can be taken away or made to hang, it says how, and the tests
 * of that run too.
 */
public abstract class SinkContract {
  private @Nullable Sink made;

  /** Makes the contract's tests; called by JUnit. */
  protected SinkContract() {}

  /** A new sink, not opened, whose other side is there and empty. */
  protected abstract Sink createSink() throws Exception;

  /** All records that have arrived on the other side so far, in their order. */
  protected abstract List<String> arrived() throws Exception;

  /** How {@link #arrived()} shows a record that was sent; unchanged, unless said otherwise. */
  protected String shown(String sent) throws Exception {
    return sent;
  }

  /** Whether {@link #takeAway()} and {@link #bringBack()} work. */
  protected boolean canTakeAway() {
    return false;
  }

  /** Ends the other side, as a crash would. */
  protected void takeAway() throws Exception {}

  /** Starts the other side again, at the same address. What it had stored may be gone. */
  protected void bringBack() throws Exception {}

  /** Whether {@link #hang()} and {@link #resume()} work. */
  protected boolean canHang() {
    return false;
  }

  /** Makes the other side answer nothing, without closing a connection. */
  protected void hang() throws Exception {}

  /** Ends what {@link #hang()} began. */
  protected void resume() throws Exception {}

  /** How long to wait for what must happen; 30 seconds, unless said otherwise. */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  @AfterEach
  void closeSink() {
    if (made != null) {
      made.close();
    }
  }

  private Sink opened() throws Exception {
    made = createSink();
    made.open();
    return made;
  }

  @Test
  void deliver_bringsAllRecordsInOrder() throws Exception {
    List<String> records = Records.numbered(0, 100);

    assertThat(opened().deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);

    assertArrived(records);
  }

  @Test
  void deliver_manyBatches_keepsTheirOrder() throws Exception {
    Sink sink = opened();
    List<String> records = Records.numbered(0, 500);

    for (int from = 0; from < records.size(); from += 7) {
      Batch batch = Records.batch(records.subList(from, Math.min(from + 7, records.size())));
      assertThat(sink.deliver(batch)).isEqualTo(Delivery.DELIVERED);
    }

    assertArrived(records);
  }

  @Test
  void deliver_emptyBatch_doesNothing() throws Exception {
    Sink sink = opened();

    assertThat(sink.deliver(Records.batch())).isEqualTo(Delivery.DELIVERED);
    assertThat(sink.deliver(Records.batch(Records.logged(0)))).isEqualTo(Delivery.DELIVERED);

    assertArrived(List.of(Records.logged(0)));
  }

  @Test
  void deliver_hostileButValidRecords_bringsThemAll() throws Exception {
    List<String> records = new ArrayList<>(Records.hostile(0));
    records.add(Records.logged(records.size()));

    assertThat(opened().deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);

    assertArrived(records);
  }

  @Test
  void flush_afterDelivery_keepsWhatArrived() throws Exception {
    Sink sink = opened();
    sink.deliver(Records.batch(Records.numbered(0, 3)));

    sink.flush();

    assertArrived(Records.numbered(0, 3));
  }

  @Test
  void close_twice_isHarmless() throws Exception {
    Sink sink = opened();
    sink.deliver(Records.batch(Records.logged(0)));

    sink.close();

    assertThatCode(sink::close).doesNotThrowAnyException();
    assertArrived(List.of(Records.logged(0)));
  }

  @Test
  void close_withoutOpen_isHarmless() throws Exception {
    made = createSink();

    assertThatCode(made::close).doesNotThrowAnyException();
  }

  @Test
  void open_withoutPeer_failsAndWorksLater() throws Exception {
    Assumptions.assumeTrue(canTakeAway(), "the other side cannot be taken away");
    takeAway();
    made = createSinkOfAbsentPeer();
    Sink sink = made;
    List<String> records = Records.numbered(0, 3);

    assertThat(attempt(sink, Records.batch(records))).isInstanceOf(Delivery.Unavailable.class);
    bringBack();
    retry(sink, Records.batch(records));

    assertArrived(records);
  }

  /** {@link #createSink()}, but while the other side is away. */
  protected Sink createSinkOfAbsentPeer() throws Exception {
    return createSink();
  }

  @Test
  void deliver_whilePeerIsAway_saysSoAndWorksLater() throws Exception {
    Assumptions.assumeTrue(canTakeAway(), "the other side cannot be taken away");
    Sink sink = opened();
    assertThat(sink.deliver(Records.batch(Records.logged(0)))).isEqualTo(Delivery.DELIVERED);
    takeAway();

    Batch batch = Records.batch(Records.logged(1));
    AtomicReference<Delivery> answer = new AtomicReference<>(Delivery.DELIVERED);
    // The first delivery may still go into a buffer of the operating system.
    Awaitility.await()
        .atMost(patience())
        .until(() -> {
          answer.set(deliver(sink, batch));
          return answer.get() instanceof Delivery.Unavailable;
        });
    assertThat(((Delivery.Unavailable) answer.get()).reason()).isNotBlank();

    bringBack();
    Batch after = Records.batch(Records.logged(2));
    retry(sink, after);
    Awaitility.await()
        .atMost(patience())
        .untilAsserted(() -> assertThat(arrived()).contains(shown(Records.logged(2))));
  }

  @Test
  void deliver_interruptedWhilePeerHangs_endsItsWait() throws Exception {
    Assumptions.assumeTrue(canHang(), "the other side cannot be made to hang");
    Sink sink = opened();
    assertThat(sink.deliver(Records.batch(Records.logged(0)))).isEqualTo(Delivery.DELIVERED);
    hang();
    try {
      Thread caller = new Thread(() -> deliverUntilInterrupted(sink), "caller");
      caller.setDaemon(true);
      caller.start();
      Awaitility.await().atMost(patience()).until(() -> isWaiting(caller));

      caller.interrupt();

      Awaitility.await("the caller's end").atMost(patience()).until(() -> !caller.isAlive());
    } finally {
      resume();
    }
  }

  private static boolean isWaiting(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private void deliverUntilInterrupted(Sink sink) {
    Batch batch = Records.batch(Records.numbered(0, 100));
    boolean interrupted = false;
    while (!interrupted) {
      try {
        sink.deliver(batch);
      } catch (InterruptedException wanted) {
        return;
      } catch (IOException unavailable) {
        // A sink may also answer so; the interrupt is what ends the loop.
      }
      interrupted = Thread.currentThread().isInterrupted();
    }
  }

  private void retry(Sink sink, Batch batch) {
    Awaitility.await("delivery after the return")
        .atMost(patience())
        .until(() -> attempt(sink, batch).equals(Delivery.DELIVERED));
  }

  // As a caller does after a failure: opens again, and gives the batch again.
  private static Delivery attempt(Sink sink, Batch batch) throws InterruptedException {
    try {
      sink.open();
    } catch (IOException absent) {
      return new Delivery.Unavailable(String.valueOf(absent.getMessage()));
    }
    return deliver(sink, batch);
  }

  private static Delivery deliver(Sink sink, Batch batch) throws InterruptedException {
    try {
      return sink.deliver(batch);
    } catch (IOException absent) {
      return new Delivery.Unavailable(String.valueOf(absent.getMessage()));
    }
  }

  private void assertArrived(List<String> sent) throws Exception {
    List<String> expected = new ArrayList<>();
    for (String record : sent) {
      expected.add(shown(record));
    }
    Awaitility.await()
        .atMost(patience())
        .untilAsserted(() -> assertThat(arrived()).hasSizeGreaterThanOrEqualTo(expected.size()));
    assertThat(arrived()).isEqualTo(expected);
  }
}
