package dev.weft.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstUseRecorderTest {
  private static final long LONG = Duration.ofMinutes(1).toNanos();

  private final CountDownLatch inStart = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger starts = new AtomicInteger();
  private Recorder before = Recording.inert();
  private volatile EventQueue queue = queue(new Losses());

  @BeforeEach
  void keep() {
    before = Recording.install(Recording.inert());
  }

  @AfterEach
  void putBack() {
    goOn.countDown();
    Recording.install(before);
  }

  private static EventQueue queue(Losses losses) {
    return new EventQueue(
        new QueueLimits(16, 1 << 20, 0, Duration.ZERO, Level.ERROR), Level.TRACE, losses);
  }

  private FirstUseRecorder installed(long mostNanos) {
    FirstUseRecorder first = new FirstUseRecorder(this::start, mostNanos);
    Recording.install(first);
    return first;
  }

  private void start() {
    starts.incrementAndGet();
    inStart.countDown();
    try {
      goOn.await();
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
    queue = queue(Recording.earlyLosses());
    Recording.install(queue);
  }

  private static boolean log(Recorder recorder, TaskNode task) {
    if (!recorder.accepts(Level.INFO)) {
      return false;
    }
    PendingRecord record = recorder.open();
    record.text("x", PendingRecord.Style.PLAIN);
    return recorder.commit(record, Level.INFO, "test", task);
  }

  private static Thread logging(Recorder recorder, TaskNode task) {
    Thread thread = new Thread(() -> log(recorder, task), "logging");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void commit_whileAnotherThreadStarts_waitsForTheQueue() throws Exception {
    FirstUseRecorder first = installed(LONG);
    TaskNode task = TaskNode.root(Bindings.NONE);
    Thread starting = logging(first, task);
    inStart.await();
    Thread waiting = logging(first, task);
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    goOn.countDown();
    starting.join();
    waiting.join();

    assertThat(starts).hasValue(1);
    assertThat(queue.queued()).isEqualTo(2);
    assertThat(queue.accepted()).isEqualTo(2);
  }

  @Test
  void commit_whenTheStartTakesTooLong_countsWhatIsLostAndLeavesItsNumber() throws Exception {
    FirstUseRecorder first = installed(0);
    TaskNode task = TaskNode.root(Bindings.NONE);
    Thread starting = logging(first, TaskNode.root(Bindings.NONE));
    inStart.await();

    assertThat(log(first, task)).isFalse();
    assertThat(log(first, task)).isFalse();
    goOn.countDown();
    starting.join();

    assertThat(log(Recording.recorder(), task)).isTrue();
    assertThat(task.records()).isEqualTo(3);
    assertThat(queue.accepted()).isEqualTo(4);
    assertThat(queue.losses().byReason()).isEqualTo(Map.of("starting", 2L));
    Losses.Report report = queue.losses().sinceLast();
    assertThat(report).isNotNull();
    assertThat(report.keys()).containsExactly("0@" + task.id(), "1@" + task.id());
  }

  @Test
  void commit_onAnInterruptedThread_startsAllTheSame() {
    FirstUseRecorder first = new FirstUseRecorder(starts::incrementAndGet, LONG);
    Recording.install(first);
    Thread.currentThread().interrupt();
    try {
      assertThat(log(first, TaskNode.root(Bindings.NONE))).isFalse();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(starts).hasValue(1);
  }

  @Test
  void laterQueue_beginsWithoutTheLossesOfTheFirst() throws Exception {
    FirstUseRecorder first = installed(0);
    Thread starting = logging(first, TaskNode.root(Bindings.NONE));
    inStart.await();
    log(first, TaskNode.root(Bindings.NONE));
    goOn.countDown();
    starting.join();

    assertThat(queue(Recording.earlyLosses()).accepted()).isZero();
  }
}
