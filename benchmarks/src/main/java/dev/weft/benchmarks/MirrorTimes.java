package dev.weft.benchmarks;

import dev.weft.mirror.Change;
import dev.weft.mirror.Mirror;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * The receiving end of {@link Propagation}: prints {@code ready}, then, when all objects have ended
 * or nothing has come for some seconds, how old the changes were when they came.
 *
 * <pre>MirrorTimes NAME ADDRESS WARM-UP-SECONDS</pre>
 */
final class MirrorTimes implements Flow.Subscriber<Change> {
  private static final long SILENCE_SECONDS = 10;

  private final long warmUpNanos;
  private final CountDownLatch ended = new CountDownLatch(Propagation.OBJECTS);
  private volatile long lastNanos = Long.MAX_VALUE;
  // Of the subscription's thread, and read after the subscription's end.
  private long[] ages = new long[1 << 20];
  private int count;
  private long firstNanos;
  private long firstCpuNanos;
  private long lastCpuNanos;
  private long gaps;

  private MirrorTimes(long warmUpNanos) {
    this.warmUpNanos = warmUpNanos;
  }

  public static void main(String[] arguments) throws Exception {
    MirrorTimes times = new MirrorTimes(TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2])));
    long missed;
    try (Mirror mirror = Mirror.connect(arguments[1]).open()) {
      mirror.changes().subscribe(times);
      mirror.ready().get(30, TimeUnit.SECONDS);
      System.out.println("ready");
      times.awaitEnd();
      times.lastCpuNanos = ProcessorTime.nanos();
      missed = mirror.stats().missed();
    }
    System.out.println(times.line(arguments[0]) + "  missed " + missed);
    System.exit(0);
  }

  private void awaitEnd() throws InterruptedException {
    while (!ended.await(1, TimeUnit.SECONDS)) {
      if (System.nanoTime() - lastNanos > TimeUnit.SECONDS.toNanos(SILENCE_SECONDS)) {
        return;
      }
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Change change) {
    if (change instanceof Change.Updated updated
        && updated.set().get(Propagation.FIELD) instanceof Number made) {
      take(made.longValue(), System.nanoTime());
    } else if (change instanceof Change.Gap) {
      gaps++;
    } else if (change instanceof Change.Ended) {
      ended.countDown();
    }
  }

  private void take(long madeNanos, long nowNanos) {
    lastNanos = nowNanos;
    if (firstNanos == 0) {
      firstNanos = madeNanos;
    }
    if (madeNanos - firstNanos < warmUpNanos) {
      return;
    }
    if (count == 0) {
      firstCpuNanos = ProcessorTime.nanos();
    }
    if (count == ages.length) {
      ages = Arrays.copyOf(ages, 2 * count);
    }
    ages[count++] = nowNanos - madeNanos;
  }

  @Override
  public void onError(Throwable failure) {
    throw new IllegalStateException("the subscription failed", failure);
  }

  @Override
  public void onComplete() {
    // awaitEnd() decides.
  }

  private String line(String name) {
    long[] sorted = Arrays.copyOf(ages, count);
    Arrays.sort(sorted);
    double seconds = (lastNanos - firstNanos - warmUpNanos) / 1e9;
    return String.format(
        Locale.ROOT,
        "%-28s p50 %.1f ms  p99 %.1f ms  p99.9 %.1f ms  max %.1f ms  updates %d (%,.0f/s)"
            + "  gaps %d  cpu ns/update: mirror %.0f",
        name,
        percentile(sorted, 0.5),
        percentile(sorted, 0.99),
        percentile(sorted, 0.999),
        percentile(sorted, 1),
        count,
        count / seconds,
        gaps,
        (double) (lastCpuNanos - firstCpuNanos) / Math.max(1, count));
  }

  private static double percentile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, at)] / 1e6;
  }
}
