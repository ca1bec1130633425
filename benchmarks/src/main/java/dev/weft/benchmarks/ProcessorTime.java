package dev.weft.benchmarks;

import java.time.Duration;

/** The processor time of this process, all its threads together. */
final class ProcessorTime {
  private ProcessorTime() {}

  /** Since its start, in nanoseconds; 0 where the system does not tell. */
  static long nanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }
}
