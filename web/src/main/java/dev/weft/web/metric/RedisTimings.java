package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.CommandListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells how long each command to Redis took: {@code redis.{CMD}.success} or {@code failure}, with
 * tags {@code redis} and {@code cmd}, {@code success}. Usable from any thread.
 */
public final class RedisTimings implements CommandListener {
  // Redis has some 250 commands, modules more; what is beyond is not worth keeping.
  private static final int MOST_KEPT = 500;

  private final Stats stats;
  private final Map<String, Metric> succeeded = new ConcurrentHashMap<>();
  private final Map<String, Metric> failed = new ConcurrentHashMap<>();

  private RedisTimings(Stats stats) {
    this.stats = stats;
  }

  /** Into those; for nobody where they have no back end. */
  public static CommandListener to(Stats stats) {
    return requireNonNull(stats, "stats").active() ? new RedisTimings(stats) : CommandListener.NONE;
  }

  @Override
  public void ended(String command, long nanos, boolean success) {
    Map<String, Metric> kept = success ? succeeded : failed;
    Metric metric = kept.get(command);
    if (metric == null) {
      metric = Stats.outcome(Metric.of("redis").part("cmd", command), success);
      if (kept.size() < MOST_KEPT) {
        kept.put(command, metric);
      }
    }
    stats.timer(metric, nanos);
  }
}
