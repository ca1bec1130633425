package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.Weft;
import dev.weft.mirror.Change;
import dev.weft.mirror.Mirror;
import dev.weft.object.LiveObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The broker is killed while objects change thousands of times a second, and comes back after
 * {@code -Dtest.outage.seconds}; default 5.
 */
class BrokerOutageIT extends ObjectsOverRabbit {
  private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("test.outage.seconds", 5));
  private static final long PACE_NANOS = 200_000;
  // A call that waits for the broker takes as long as the outage. A machine that does other things
  // too stops any thread now and then, one with a lock among them; what is printed is to be below
  // 50 ms on a machine that does not.
  private static final Duration HELD_UP = OUTAGE.dividedBy(2);

  /** Changes an object until it is stopped. */
  private static final class Load implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final LiveObject object;
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean stopped;
    private volatile long longestNanos;
    private volatile long longestWaitNanos;

    Load(String id) {
      object = LiveObject.named("shop.busy").id(id).longLived().with("n", 0).create();
      thread.start();
    }

    private void run() {
      for (int i = 1; !stopped; i++) {
        long waits = waits();
        long before = System.nanoTime();
        object.set(i % 4 == 0 ? "f" + i % 7 : "n", i);
        long nanos = System.nanoTime() - before;
        longestNanos = Math.max(longestNanos, nanos);
        if (waits() != waits) {
          longestWaitNanos = Math.max(longestWaitNanos, nanos);
        }
        LockSupport.parkNanos(PACE_NANOS);
      }
    }

    // Tells a call that waited for another thread from one that a busy machine did not run.
    private static long waits() {
      ThreadInfo self = THREADS.getThreadInfo(Thread.currentThread().getId());
      return self.getWaitedCount() + self.getBlockedCount();
    }

    void stop() throws InterruptedException {
      stopped = true;
      thread.join(PATIENCE.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }

    @Override
    public void close() {
      stopped = true;
      object.close();
    }
  }

  @Test
  void killedBroker_neverHoldsUpTheProgram_andAllIsHealedAndAccountedFor() throws Exception {
    Deliveries notices = Deliveries.of(RABBIT.port(), exchange, "default");
    producer().start();
    try (Load one = new Load(exchange + "-1");
        Load two = new Load(exchange + "-2");
        Load three = new Load(exchange + "-3");
        Mirror mirror = mirror().open()) {
      List<Load> loads = List.of(one, two, three);
      List<LiveObject> objects = loads.stream().map(load -> load.object).toList();
      ChangeLog log = ChangeLog.of(mirror);
      awaitRecords(mirror, 1_000);

      RABBIT.kill();
      long killed = System.nanoTime();
      await("the end of the outage")
          .atMost(OUTAGE.plus(PATIENCE))
          .until(() ->
              System.nanoTime() - killed > OUTAGE.toNanos() && Weft.stats().droppedTotal() > 0);
      RABBIT.start();
      awaitRecords(mirror, mirror.stats().records() + 1_000);
      for (Load load : loads) {
        load.stop();
      }
      assertThat(Weft.flush(PATIENCE)).isTrue();

      awaitSame(mirror, objects);
      assertThat(objects)
          .allSatisfy(object ->
              assertThat(log.all(Change.Gap.class))
                  .anyMatch(gap -> gap.id().equals(Optional.of(object.id()))));
      assertThat(mirror.stats().missed()).isPositive();
      assertNeverHeldUp(loads);
    }
    Weft.stop(PATIENCE);
    assertThat(recovered(notices)).isEqualTo(Weft.stats().droppedTotal()).isPositive();
  }

  private static void assertNeverHeldUp(List<Load> loads) {
    long longest = loads.stream().mapToLong(load -> load.longestNanos).max().orElseThrow();
    long waited = loads.stream().mapToLong(load -> load.longestWaitNanos).max().orElseThrow();
    System.err.printf(
        "weft tests: longest set(): %,d us; of those that waited for a thread: %,d us%n",
        longest / 1_000, waited / 1_000);
    assertThat(Duration.ofNanos(longest)).isLessThan(HELD_UP);
  }

  private static void awaitRecords(Mirror mirror, long records) {
    await().atMost(PATIENCE).until(() -> mirror.stats().records() >= records);
  }

  private static long recovered(Deliveries notices) throws Exception {
    return notices.all().stream()
        .map(message -> Travelled.json(message.body()).get("recovered"))
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast)
        .sum();
  }
}
