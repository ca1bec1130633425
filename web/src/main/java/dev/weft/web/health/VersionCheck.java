package dev.weft.web.health;

import dev.weft.event.control.Answers;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Whether all instances run one version. Those that do not answer do not count. */
final class VersionCheck implements HealthCheck.Body {
  static final String NAME = "version";

  // A question has its own limit, after which it goes on with the answers that there are.
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final Callable<Answers> ask;
  private final Stats stats;

  VersionCheck(Callable<Answers> ask, Stats stats) {
    this.ask = ask;
    this.stats = stats;
  }

  @Override
  public Map<String, Object> check() throws Exception {
    List<String> versions = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Object answer : ask.call().values()) {
      if (answer != null) {
        versions.add(answer.toString());
        counts.merge(answer.toString(), 1, Integer::sum);
      }
    }
    counts.forEach(
        (version, count) -> stats.counter(Metric.of("version").part("version", version), count));
    if (counts.size() > 1) {
      throw new CheckFailure("Non identical versions: " + String.join(", ", versions), null);
    }
    if (versions.isEmpty()) {
      throw new CheckFailure("no instance told its version", null);
    }
    return Map.of("version", versions.get(0), "count", versions.size());
  }
}
