package dev.weft.benchmarks;

import dev.weft.web.health.HealthChecks;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a health check takes that has 20 parts of 100 ms each.
 *
 * <pre>HealthSpread</pre>
 */
final class HealthSpread {
  private static final int CHECKS = 20;
  private static final int TIMES = 21;
  private static final long EACH = TimeUnit.MILLISECONDS.toNanos(100);

  private HealthSpread() {}

  public static void main(String[] arguments) throws Exception {
    HealthChecks.Builder building = HealthChecks.builder();
    for (int i = 0; i < CHECKS; i++) {
      building.custom("check-" + i, 1, HealthSpread::work);
    }
    double[] times = new double[TIMES];
    try (HealthChecks checks = building.build()) {
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        checks.report(1);
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    double first = times[0];
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "20 checks of 100 ms  first %.1f ms  median %.1f ms  slowest %.1f ms%n",
        first,
        times[TIMES / 2],
        times[TIMES - 1]);
  }

  private static String work() {
    long end = System.nanoTime() + EACH;
    for (long left = EACH; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return "well";
  }
}
