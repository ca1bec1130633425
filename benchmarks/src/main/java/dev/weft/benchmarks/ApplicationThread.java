package dev.weft.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a subject costs the thread that calls it: processor time and bytes allocated a call, while
 * the subject's own threads do the rest.
 *
 * <p>Works in bursts smaller than every queue, and waits between them until the subject has caught
 * up, so that no queue is ever full: a full queue would measure blocking or dropping instead.
 * Prints the median of the bursts, which a busy machine disturbs least.
 *
 * <pre>ApplicationThread SUBJECT SECONDS</pre>
 */
final class ApplicationThread {
  private static final int BURST = 2_048;
  private static final int WARM_UP_PARTS = 2;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ApplicationThread() {}

  public static void main(String[] arguments) {
    String name = arguments[0];
    long nanos = (long) (Double.parseDouble(arguments[1]) * 1e9);
    try (Subject subject = Subjects.create(name)) {
      subject.enter();
      for (int part = 0; part < WARM_UP_PARTS; part++) {
        run(subject, nanos / 2);
      }
      Measured measured = run(subject, nanos);
      System.out.printf(
          Locale.ROOT,
          "%-28s cpu %7.1f ns  wall %7.1f ns  allocated %7.1f B  turns %d  lost %d%n",
          name,
          measured.cpuNanos,
          measured.wallNanos,
          measured.bytes,
          measured.turns,
          subject.lost());
    }
    System.exit(0);
  }

  private record Measured(double cpuNanos, double wallNanos, double bytes, long turns) {}

  private static Measured run(Subject subject, long nanos) {
    double[] cpu = new double[1 << 16];
    double[] wall = new double[1 << 16];
    double[] bytes = new double[1 << 16];
    int bursts = 0;
    int turn = 0;
    long thread = Thread.currentThread().getId();
    long end = System.nanoTime() + nanos;
    long before = subject.processed() + subject.lost();
    while (System.nanoTime() < end && bursts < cpu.length) {
      long allocated = THREADS.getThreadAllocatedBytes(thread);
      long used = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      for (int i = 0; i < BURST; i++) {
        subject.once(turn++);
      }
      wall[bursts] = (double) (System.nanoTime() - start) / BURST;
      cpu[bursts] = (double) (THREADS.getCurrentThreadCpuTime() - used) / BURST;
      bytes[bursts++] = (double) (THREADS.getThreadAllocatedBytes(thread) - allocated) / BURST;
      subject.settle();
      awaitProcessed(subject, before + turn);
    }
    return new Measured(median(cpu, bursts), median(wall, bursts), median(bytes, bursts), turn);
  }

  private static void awaitProcessed(Subject subject, long expected) {
    long limit = System.nanoTime() + 10_000_000_000L;
    while (subject.processed() + subject.lost() < expected) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(
            "processed " + subject.processed() + ", lost " + subject.lost() + " of " + expected);
      }
      LockSupport.parkNanos(50_000);
    }
  }

  private static double median(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[count / 2];
  }
}
