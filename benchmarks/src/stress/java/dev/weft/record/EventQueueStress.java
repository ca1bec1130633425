package dev.weft.record;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.event.Level;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the queue promises when threads of one task meet in it. */
public final class EventQueueStress {
  private static final QueueLimits LIMITS =
      new QueueLimits(16, 1 << 20, 0, Duration.ZERO, Level.ERROR);

  private EventQueueStress() {}

  static boolean log(EventQueue queue, TaskNode task) {
    return queue.commit(queue.open(), Level.INFO, "stress", task);
  }

  static int next(EventQueue queue) {
    PendingRecord record = queue.peek();
    if (record == null) {
      return -1;
    }
    int number = (int) record.number();
    queue.release(record);
    return number;
  }

  /** Records of one task lie in the queue in the order of their numbers. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "in order")
  @Outcome(expect = FORBIDDEN, desc = "crossed, or one number twice")
  @State
  public static class Numbers {
    private final EventQueue queue = new EventQueue(LIMITS, Level.TRACE);
    private final TaskNode task = TaskNode.root(Bindings.NONE);

    /** Logs. */
    @Actor
    public void first() {
      log(queue, task);
    }

    /** Logs too. */
    @Actor
    public void second() {
      log(queue, task);
    }

    /** Looks at the order. */
    @Arbiter
    public void consumer(II_Result seen) {
      seen.r1 = next(queue);
      seen.r2 = next(queue);
    }
  }

  /** Where one of two finds room, both have a number, and the loss is counted. */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 17", "2, 2, 16"},
      expect = ACCEPTABLE,
      desc = "accepted is queued and lost together")
  @Outcome(expect = FORBIDDEN, desc = "a record that is nowhere")
  @State
  public static class FullQueue {
    private final EventQueue queue = new EventQueue(LIMITS, Level.TRACE);
    private final TaskNode task = TaskNode.root(Bindings.NONE);

    /** No room but what the consumer makes. */
    public FullQueue() {
      for (int i = 0; i < 16; i++) {
        log(queue, null);
      }
    }

    /** Logs twice. */
    @Actor
    public void producer() {
      log(queue, task);
      log(queue, task);
    }

    /** Makes room for one. */
    @Actor
    public void consumer() {
      next(queue);
    }

    /** Counts. */
    @Arbiter
    public void sums(III_Result seen) {
      seen.r1 = (int) queue.losses().total();
      seen.r2 = (int) task.records();
      seen.r3 = (int) queue.queued();
    }
  }
}
