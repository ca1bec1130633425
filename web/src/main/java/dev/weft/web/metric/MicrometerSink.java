package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import dev.weft.web.metric.Cardinality.Limited;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Hands the measurements to a Micrometer registry, such as the application's own: names with dots,
 * always with tags.
 *
 * <p>Each tag of a meter keeps so many different values; further ones become {@code _other}, which
 * the log says once a meter. A name that the registry refuses, since it has another type there, is
 * said once and then left out. Usable from any thread.
 */
public final class MicrometerSink implements MetricSink {
  /** Different values of one tag of one meter, unless said otherwise. */
  public static final int MOST_VALUES = 200;

  private static final System.Logger LOGGER = System.getLogger(MicrometerSink.class.getName());
  // Found again without looking their tags up; bounded, since the values as given are not.
  private static final int MOST_KEPT = 5_000;

  private final MeterRegistry registry;
  private final Cardinality cardinality;
  private final Map<Metric, LongConsumer> timers = new ConcurrentHashMap<>();
  private final Map<Metric, LongConsumer> counters = new ConcurrentHashMap<>();
  private final Map<Metric, DoubleConsumer> gauges = new ConcurrentHashMap<>();
  // A gauge is asked for its value: what stands behind it, one for all that share it.
  private final Map<Limited, AtomicLong> values = new ConcurrentHashMap<>();

  private MicrometerSink(MeterRegistry registry, int mostValues) {
    this.registry = registry;
    this.cardinality = new Cardinality(mostValues);
  }

  /** Into that registry. */
  public static MicrometerSink to(MeterRegistry registry) {
    return bounded(registry, MOST_VALUES);
  }

  /**
   * The same with that many different values of one tag of one meter.
   *
   * @throws IllegalArgumentException when it is less than one
   */
  public static MicrometerSink bounded(MeterRegistry registry, int mostValues) {
    if (mostValues < 1) {
      throw new IllegalArgumentException("mostValues: expected at least 1, got " + mostValues);
    }
    return new MicrometerSink(requireNonNull(registry, "registry"), mostValues);
  }

  @Override
  public void timer(Metric metric, long nanos) {
    kept(timers, metric, this::newTimer).accept(nanos);
  }

  @Override
  public void counter(Metric metric, long by) {
    kept(counters, metric, this::newCounter).accept(by);
  }

  @Override
  public void gauge(Metric metric, double value) {
    kept(gauges, metric, this::newGauge).accept(value);
  }

  private static <T> T kept(Map<Metric, T> meters, Metric metric, Function<Metric, T> make) {
    T known = meters.get(metric);
    if (known != null) {
      return known;
    }
    T made = make.apply(metric);
    if (meters.size() < MOST_KEPT) {
      meters.put(metric, made);
    }
    return made;
  }

  private LongConsumer newTimer(Metric metric) {
    Limited id = cardinality.limit(metric);
    try {
      Timer timer =
          Timer.builder(id.name()).description(id.description()).tags(id.tags()).register(registry);
      return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    } catch (IllegalArgumentException otherType) {
      refused(id, otherType);
      return nanos -> {};
    }
  }

  private LongConsumer newCounter(Metric metric) {
    Limited id = cardinality.limit(metric);
    try {
      Counter counter =
          Counter.builder(id.name())
              .description(id.description())
              .tags(id.tags())
              .register(registry);
      return counter::increment;
    } catch (IllegalArgumentException otherType) {
      refused(id, otherType);
      return by -> {};
    }
  }

  private DoubleConsumer newGauge(Metric metric) {
    Limited id = cardinality.limit(metric);
    AtomicLong bits = values.computeIfAbsent(id, first -> new AtomicLong());
    try {
      Gauge.builder(id.name(), bits, held -> Double.longBitsToDouble(held.get()))
          .description(id.description())
          .tags(id.tags())
          .register(registry);
      return value -> bits.set(Double.doubleToRawLongBits(value));
    } catch (IllegalArgumentException otherType) {
      refused(id, otherType);
      return value -> {};
    }
  }

  private static void refused(Limited id, IllegalArgumentException reason) {
    LOGGER.log(
        Level.WARNING,
        "The metric "
            + id.name()
            + " is left out of Micrometer: "
            + reason.getMessage()
            + ". Give it a name of its own");
  }

  /** The registry, for a person. */
  @Override
  public String toString() {
    return "MicrometerSink[" + registry.getClass().getSimpleName() + ']';
  }
}
