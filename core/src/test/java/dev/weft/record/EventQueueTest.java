package dev.weft.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.record.PendingRecord.Style;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final QueueLimits SMALL =
      new QueueLimits(16, 1 << 20, 25, Duration.ZERO, Level.ERROR);

  @Test
  void commit_fromEightThreadsInOneTask_queuesInTheOrderOfNumbers() throws Exception {
    int threads = 8;
    int each = 150_000;
    EventQueue queue = new EventQueue(QueueLimits.DEFAULT, Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    AtomicInteger running = new AtomicInteger(threads);
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      producers.add(
          new Thread(() -> {
            for (int k = 0; k < each; k++) {
              log(queue, Level.INFO, "x", task);
            }
            running.decrementAndGet();
          }));
    }

    producers.forEach(Thread::start);
    long seen = 0;
    long last = -1;
    while (running.get() > 0 || queue.released() < queue.queued()) {
      PendingRecord record = queue.peek();
      if (record == null) {
        Thread.onSpinWait();
        continue;
      }
      assertThat(record.number() > last).as("%d after %d", record.number(), last).isTrue();
      last = record.number();
      seen++;
      queue.release(record);
    }
    for (Thread producer : producers) {
      producer.join();
    }

    assertThat(task.records()).isEqualTo((long) threads * each);
    assertThat(queue.accepted()).isEqualTo((long) threads * each);
    assertThat(seen + queue.losses().total()).isEqualTo((long) threads * each);
  }

  @Test
  void dispensableRecord_takesOnlyWhatOthersHardlyNeed_andIsNoLoss() {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    for (int i = 0; i < 7; i++) {
      log(queue, Level.INFO, "x", task);
    }

    assertThat(queue.commit(queue.open().alive().dispensable(), Level.INFO, "weft", null)).isTrue();
    assertThat(queue.commit(queue.open().alive().dispensable(), Level.INFO, "weft", null))
        .isFalse();
    PendingRecord heavy = queue.open().alive().dispensable();
    heavy.field("x", "x".repeat(1 << 20));
    assertThat(queue.commit(heavy, Level.INFO, "weft", null)).isFalse();

    assertThat(queue.accepted()).isEqualTo(8);
    assertThat(queue.losses().total()).isZero();
    assertThat(queue.open().fieldCount()).isZero();
  }

  @Test
  void commit_onFullQueue_countsByLevelAndRemembersTheKey() {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);
    TaskNode task = TaskNode.imported(new ScopeId("t"), Bindings.NONE);

    for (int i = 0; i < 20; i++) {
      log(queue, Level.INFO, "x", task);
    }

    assertThat(queue.queued()).isEqualTo(12);
    assertThat(queue.accepted()).isEqualTo(20);
    assertThat(queue.losses().byReason()).isEqualTo(Map.of("queue-full", 8L));
    assertThat(queue.losses().byLevel()).isEqualTo(Map.of(Level.INFO, 8L));
    Losses.Report report = queue.losses().sinceLast();
    assertThat(report).isNotNull();
    assertThat(report.total()).isEqualTo(8);
    assertThat(report.keys()).hasSize(8).startsWith("12@t", "13@t");
    assertThat(queue.losses().sinceLast()).isNull();
  }

  @Test
  void commit_ofWarnings_findsTheReserveOfAFullQueue() {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);
    for (int i = 0; i < 20; i++) {
      log(queue, Level.INFO, "x", null);
    }

    for (int i = 0; i < 4; i++) {
      assertThat(log(queue, Level.WARN, "x", null)).isTrue();
    }

    assertThat(log(queue, Level.FATAL, "x", null)).isFalse();
    assertThat(queue.queued()).isEqualTo(16);
    assertThat(queue.losses().byLevel()).isEqualTo(Map.of(Level.INFO, 8L, Level.FATAL, 1L));
  }

  @Test
  void commit_ofHeavyRecords_isBoundedInBytes() {
    EventQueue queue =
        new EventQueue(
            new QueueLimits(1024, 256 << 10, 0, Duration.ZERO, Level.ERROR), Level.TRACE);
    String heavy = "x".repeat(10_000);

    for (int i = 0; i < 100; i++) {
      log(queue, Level.INFO, heavy, null);
    }

    assertThat(queue.queued()).isEqualTo(13);
    assertThat(queue.losses().byReason()).isEqualTo(Map.of("queue-bytes", 87L));
    queue.release(queue.peek());
    assertThat(log(queue, Level.INFO, heavy, null)).isTrue();
    assertThat(log(queue, Level.INFO, heavy, null)).isFalse();
    assertThat(log(queue, Level.INFO, "light", null)).isTrue();
  }

  @Test
  void commit_mayWait_getsTheRoomThatIsMade() throws Exception {
    EventQueue queue =
        new EventQueue(
            new QueueLimits(16, 1 << 20, 0, Duration.ofSeconds(1), Level.ERROR), Level.TRACE);
    for (int i = 0; i < 16; i++) {
      log(queue, Level.INFO, "x", null);
    }
    assertThat(log(queue, Level.WARN, "does not wait", null)).isFalse();
    TaskNode task = TaskNode.root(Bindings.NONE);
    AtomicInteger outcome = new AtomicInteger();
    Thread waiter =
        new Thread(() -> outcome.set(log(queue, Level.ERROR, "waits", task) ? 1 : -1), "waiter");

    waiter.start();
    while (waiter.getState() != Thread.State.TIMED_WAITING && waiter.isAlive()) {
      Thread.onSpinWait();
    }
    queue.release(queue.peek());
    waiter.join();

    assertThat(outcome).hasValue(1);
    assertThat(task.records()).isEqualTo(1);
  }

  @Test
  void commit_mayWait_givesUpAtTheLimitAndOnInterrupt() {
    EventQueue queue =
        new EventQueue(
            new QueueLimits(16, 1 << 20, 0, Duration.ofMillis(20), Level.ERROR), Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    for (int i = 0; i < 16; i++) {
      log(queue, Level.INFO, "x", null);
    }

    assertThat(log(queue, Level.ERROR, "x", task)).isFalse();
    Thread.currentThread().interrupt();
    assertThat(log(queue, Level.ERROR, "x", task)).isFalse();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(task.records()).isEqualTo(2);
    assertThat(queue.losses().byReason()).isEqualTo(Map.of("queue-full", 2L));
  }

  @Test
  void commit_ofAnEnd_countsTheTaskUnderItsLock() {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    log(queue, Level.INFO, "x", task);
    task.newChild(Bindings.NONE);
    task.newRemoteChild();
    task.end();
    queue.commit(queue.open().end(Event.Outcome.SUCCEEDED), Level.INFO, "root", task);
    log(queue, Level.INFO, "after", task);

    queue.release(queue.peek());
    PendingRecord end = queue.peek();
    assertThat(end.number()).isEqualTo(1);
    assertThat(end.count()).isEqualTo(2);
    assertThat(end.children()).isEqualTo(2);
    assertThat(end.remote()).containsExactly(2);
    assertThat(end.late()).isFalse();
    queue.release(end);
    assertThat(queue.peek().late()).isTrue();
  }

  @Test
  void commit_afterSeal_takesNothingAndNumbersNothing() {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    log(queue, Level.INFO, "x", task);

    queue.seal();

    assertThat(log(queue, Level.INFO, "x", task)).isFalse();
    assertThat(task.records()).isEqualTo(1);
    assertThat(queue.accepted()).isEqualTo(1);
    assertThat(queue.peek()).isNotNull();
  }

  @Test
  void commit_onWeftsOwnThread_isRefusedAndInNoCount() throws Exception {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);
    AtomicInteger refused = new AtomicInteger();
    Thread own =
        new OwnThread(
            () -> {
              if (!queue.accepts(Level.FATAL) && !log(queue, Level.FATAL, "x", null)) {
                refused.incrementAndGet();
              }
            },
            "own");

    own.start();
    own.join();

    assertThat(refused).hasValue(1);
    assertThat(queue.accepted()).isZero();
  }

  @Test
  void accepts_fromTheThresholdOn() {
    EventQueue queue = new EventQueue(SMALL, Level.INFO);

    assertThat(queue.accepts(Level.DEBUG)).isFalse();
    assertThat(queue.accepts(Level.INFO)).isTrue();
    assertThat(queue.accepts(Level.FATAL)).isTrue();
  }

  @Test
  void open_insideAnOpenRecord_givesAnother() {
    EventQueue queue = new EventQueue(SMALL, Level.TRACE);

    PendingRecord outer = queue.open().text("outer {}", Style.BRACES);
    PendingRecord inner = queue.open().text("inner", Style.PLAIN);
    queue.commit(inner, Level.INFO, "test", null);
    queue.commit(outer.argument(1), Level.INFO, "test", null);

    assertThat(outer).isNotSameAs(inner);
    assertThat(queue.peek().template()).isEqualTo("inner");
    queue.release(queue.peek());
    assertThat(queue.peek().template()).isEqualTo("outer {}");
  }

  @Test
  void commit_atSteadyState_allocatesNothing() {
    EventQueue queue =
        new EventQueue(new QueueLimits(64, 1 << 20, 15, Duration.ZERO, Level.ERROR), Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Assumptions.assumeTrue(
        threads.isThreadAllocatedMemorySupported(),
        "this virtual machine does not count the bytes that a thread allocates");
    Integer argument = 42;
    run(queue, task, argument, 200_000);

    long before = threads.getCurrentThreadAllocatedBytes();
    run(queue, task, argument, 100_000);
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100_000;

    assertThat(each).as("bytes a record").isLessThanOrEqualTo(1);
  }

  private static void run(EventQueue queue, TaskNode task, Integer argument, int times) {
    for (int i = 0; i < times; i++) {
      PendingRecord record = queue.open().text("x {}", Style.BRACES).argument(argument);
      record.field("a", argument).field("b", "text").created(i).thread(1, "main");
      queue.commit(record, Level.INFO, "test", task);
      queue.release(queue.peek());
    }
  }

  @Test
  void commit_onVirtualThreads_keepsOrderAndCount() throws Exception {
    EventQueue queue = new EventQueue(QueueLimits.DEFAULT, Level.TRACE);
    TaskNode task = TaskNode.root(Bindings.NONE);
    CountDownLatch done = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      startVirtual(() -> {
        for (int k = 0; k < 50; k++) {
          log(queue, Level.INFO, "x", task);
        }
        done.countDown();
      });
    }

    done.await();

    assertThat(queue.queued()).isEqualTo(5000);
    for (long number = 0; number < 5000; number++) {
      assertThat(queue.peek().number()).isEqualTo(number);
      queue.release(queue.peek());
    }
  }

  @Test
  void limits_outOfRange_sayTheKeyAndTheRange() {
    assertThatThrownBy(() -> new QueueLimits(1, 1 << 20, 0, Duration.ZERO, Level.ERROR))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"queue.capacity: 1\" is not from 4 to 1048576 records");
    assertThatThrownBy(() -> new QueueLimits(16, 1 << 20, 51, Duration.ZERO, Level.ERROR))
        .hasMessage("\"queue.reserve: 51\" is not from 0 to 50 percent");
    assertThat(new QueueLimits(1000, 1 << 20, 0, Duration.ZERO, Level.ERROR).capacity())
        .isEqualTo(1024);
  }

  // Thread.startVirtualThread came with 21; the tests are compiled for 17.
  private static void startVirtual(Runnable work) throws ReflectiveOperationException {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with 21");
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
  }

  private static boolean log(EventQueue queue, Level level, String text, TaskNode task) {
    return queue.commit(queue.open().text(text, Style.PLAIN), level, "test", task);
  }
}
