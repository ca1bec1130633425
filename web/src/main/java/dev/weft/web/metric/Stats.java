package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an application's measurements go in: {@code stats.time(Metric.of("sql", "read"), () -> …)}.
 * Each goes to all back ends at once.
 *
 * <p>Nothing here throws but what the measured work throws: a back end that fails is said in the
 * log, once as a warning. Immutable, usable from any thread.
 */
public final class Stats {
  private static final System.Logger LOGGER = System.getLogger(Stats.class.getName());
  private static final Stats NONE = new Stats(System::nanoTime);

  private final LongSupplier clock;
  private final MetricSink[] sinks;
  private final AtomicBoolean warned = new AtomicBoolean();

  private Stats(LongSupplier clock, MetricSink... sinks) {
    this.clock = clock;
    this.sinks = sinks;
  }

  /** Without a back end: measures nothing. */
  public static Stats none() {
    return NONE;
  }

  /** To those back ends. */
  public static Stats to(MetricSink... sinks) {
    return at(System::nanoTime, sinks);
  }

  /** By that clock, in nanoseconds. */
  static Stats at(LongSupplier clock, MetricSink... sinks) {
    MetricSink[] copy = sinks.clone();
    for (MetricSink sink : copy) {
      requireNonNull(sink, "sinks");
    }
    return new Stats(clock, copy);
  }

  /** Whether there is a back end; without one nobody needs to prepare anything. */
  public boolean active() {
    return sinks.length > 0;
  }

  /** Tells how long something took, in nanoseconds. */
  public void timer(Metric metric, long nanos) {
    for (MetricSink sink : sinks) {
      try {
        sink.timer(metric, nanos);
      } catch (RuntimeException broken) {
        failed(sink, broken);
      }
    }
  }

  /** Counts something. */
  public void counter(Metric metric, long by) {
    for (MetricSink sink : sinks) {
      try {
        sink.counter(metric, by);
      } catch (RuntimeException broken) {
        failed(sink, broken);
      }
    }
  }

  /** Tells the value at which something stands now. */
  public void gauge(Metric metric, double value) {
    for (MetricSink sink : sinks) {
      try {
        sink.gauge(metric, value);
      } catch (RuntimeException broken) {
        failed(sink, broken);
      }
    }
  }

  private void failed(MetricSink sink, RuntimeException broken) {
    Level level = warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
    LOGGER.log(
        level, "The metrics back end " + sink + " failed; the next time is said at FINE", broken);
  }

  /** Does the work and tells how long it took, when it succeeded. */
  public <T extends @Nullable Object> T time(Metric metric, Callable<T> work) throws Exception {
    Timing timing = start();
    T result = work.call();
    timing.stop(metric);
    return result;
  }

  /**
   * Does the work and tells how long it took, with the part {@code success=1} or {@code 0}, in keys
   * without tags {@code success} or {@code failure}.
   */
  public <T extends @Nullable Object> T timeOutcome(Metric metric, Callable<T> work)
      throws Exception {
    Timing timing = start();
    boolean succeeded = false;
    try {
      T result = work.call();
      succeeded = true;
      return result;
    } finally {
      timing.stop(outcome(metric, succeeded));
    }
  }

  /** The metric of what went well or not. */
  static Metric outcome(Metric metric, boolean succeeded) {
    return succeeded
        ? metric.part("success", "1", "success")
        : metric.part("success", "0", "failure");
  }

  /** Begins to measure what gets its name at the end. */
  public Timing start() {
    return new Timing(this, clock.getAsLong());
  }

  long now() {
    return clock.getAsLong();
  }
}
