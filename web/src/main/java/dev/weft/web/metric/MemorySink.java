package dev.weft.web.metric;

import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the measurements in memory, for {@code stats.json}: how often, and the mean, least and most
 * of what was timed; the latest of each gauge; the sums of counters.
 *
 * <p>It keeps so many keys of each kind and no more; what comes with further ones is summed up
 * under {@value #OTHER}, which the log says once. Usable from any thread.
 */
public final class MemorySink implements MetricSink {
  /** Where what came with too many keys is summed up. */
  public static final String OTHER = "_other";

  /** Keys of each kind, unless said otherwise. */
  public static final int MOST_KEYS = 5_000;

  private static final System.Logger LOGGER = System.getLogger(MemorySink.class.getName());
  private static final double NANOS_IN_MILLI = 1e6;

  private final boolean tagged;
  private final int mostKeys;
  // One for all, so that a reset between reading and clearing loses nothing.
  private final Object lock = new Object();
  private final Map<Metric, String> names = new HashMap<>();
  private final Map<String, Timer> timers = new HashMap<>();
  // The same, found by one look: each request asks.
  private final Map<Metric, Timer> timed = new HashMap<>();
  private final Map<String, Double> gauges = new HashMap<>();
  private final Map<String, Long> counters = new HashMap<>();
  private boolean warned;

  private MemorySink(boolean tagged, int mostKeys) {
    this.tagged = tagged;
    this.mostKeys = mostKeys;
  }

  /** An empty one, with or without tags in its keys. */
  public static MemorySink create(boolean tagged) {
    return bounded(tagged, MOST_KEYS);
  }

  /**
   * One that keeps so many keys of each kind.
   *
   * @throws IllegalArgumentException when it is less than one
   */
  public static MemorySink bounded(boolean tagged, int mostKeys) {
    if (mostKeys < 1) {
      throw new IllegalArgumentException("mostKeys: expected at least 1, got " + mostKeys);
    }
    return new MemorySink(tagged, mostKeys);
  }

  @Override
  public void timer(Metric metric, long nanos) {
    synchronized (lock) {
      Timer timer = timed.get(metric);
      (timer == null ? newTimer(metric) : timer).add(nanos);
    }
  }

  private Timer newTimer(Metric metric) {
    Timer timer = timers.computeIfAbsent(key(metric, timers), first -> new Timer());
    if (timed.size() < mostKeys) {
      timed.put(metric, timer);
    }
    return timer;
  }

  @Override
  public void counter(Metric metric, long by) {
    synchronized (lock) {
      counters.merge(key(metric, counters), by, Long::sum);
    }
  }

  @Override
  public void gauge(Metric metric, double value) {
    synchronized (lock) {
      gauges.put(key(metric, gauges), value);
    }
  }

  private String key(Metric metric, Map<String, ?> kept) {
    String name = names.get(metric);
    if (name == null) {
      name = name(metric);
      if (names.size() < mostKeys) {
        names.put(metric, name);
      }
    }
    if (kept.size() < mostKeys || kept.containsKey(name)) {
      return name;
    }
    warn(name);
    return OTHER;
  }

  private void warn(String name) {
    if (!warned) {
      warned = true;
      LOGGER.log(
          Level.WARNING,
          "More than {0} metrics: {1} and what else is new is summed up as {2} in stats.json. Give"
              + " metrics fewer different values, or raise the limit of MemorySink.bounded",
          Integer.toString(mostKeys),
          name,
          OTHER);
    }
  }

  private String name(Metric metric) {
    StringBuilder name = new StringBuilder();
    for (String part : metric.key(tagged)) {
      name.append(name.isEmpty() ? "" : "/").append(part.replace('/', '_'));
    }
    metric
        .tags(tagged)
        .forEach((tag, value) ->
            name.append('/')
                .append(tag.replace('/', '_'))
                .append('=')
                .append(value.replace('/', '_')));
    return name.toString();
  }

  /**
   * What was measured so far, as {@code stats.json} shows it.
   *
   * @param reset whether all begins anew behind it
   */
  public Map<String, Object> read(boolean reset) {
    Map<String, Object> lasted = new TreeMap<>();
    Map<String, Object> stood = new TreeMap<>();
    Map<String, Object> counted;
    synchronized (lock) {
      timers.forEach((key, timer) -> lasted.put(key, timer.view()));
      gauges.forEach((key, value) -> stood.put(key, Numbers.plain(value)));
      counted = new TreeMap<>(counters);
      if (reset) {
        clear();
      }
    }
    return Map.of("timers", lasted, "gauges", stood, "counters", counted);
  }

  private void clear() {
    names.clear();
    timers.clear();
    timed.clear();
    gauges.clear();
    counters.clear();
  }

  /** {@code stats.json} below the base path, open to all; {@code reset=1} clears after reading. */
  public Route route() {
    return Route.open(
        "c2c_read_stats_json",
        "/stats.json",
        call -> Reply.json(read(call.parameter("reset").filter("1"::equals).isPresent())));
  }

  /** The number of keys, for a person. */
  @Override
  public String toString() {
    synchronized (lock) {
      return "MemorySink[" + (timers.size() + gauges.size() + counters.size()) + " keys]";
    }
  }

  /** Of one key; guarded by the lock. */
  private static final class Timer {
    private long count;
    private double sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long nanos) {
      count++;
      sum += nanos;
      min = Math.min(min, nanos);
      max = Math.max(max, nanos);
    }

    Map<String, Object> view() {
      return Map.of(
          "nb", count,
          "avg_ms", millis(sum / count),
          "min_ms", millis((double) min),
          "max_ms", millis((double) max));
    }

    private static long millis(double nanos) {
      return (long) Math.rint(nanos / NANOS_IN_MILLI);
    }
  }
}
