package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.bridge.LocalLogs;
import dev.weft.event.Level;
import dev.weft.record.ListRecorder;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A generous bound, so that a new object on the way is noticed; the figure is a benchmark's. */
class ScopeAllocationTest {
  private static final int TIMES = 20_000;
  private static final int MOST_ROUNDS = 50;

  @Test
  void taskWithTwoFields_allocatesSomeHundredBytes() throws InterruptedException {
    ListRecorder recorder = ListRecorder.install();
    boolean lines = LocalLogs.on(false);
    boolean strict = ScopeMistakes.strict(false);
    try {
      // The records' own way is the queue's matter.
      recorder.least(Level.FATAL);
      AtomicLong least = new AtomicLong();
      // A thread that works for no task: what another test left open would be linked to.
      Thread fresh = new Thread(() -> least.set(leastOfSomeRounds()));
      fresh.start();
      fresh.join();
      assertThat(least).hasValueLessThan(400);
    } finally {
      ScopeMistakes.strict(strict);
      LocalLogs.on(lines);
      recorder.close();
    }
  }

  // On a busy machine the compiler takes its time, and until then nothing is spared.
  private static long leastOfSomeRounds() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least >= 400; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      tasks();
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / TIMES);
    }
    return least;
  }

  private static void tasks() {
    for (int i = 0; i < TIMES; i++) {
      try (Scope scope = Scopes.task("work").with("user", "leo").with("count", 42).start()) {
        scope.success();
      }
    }
  }
}
