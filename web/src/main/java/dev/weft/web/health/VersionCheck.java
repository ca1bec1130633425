package dev.weft.web.health;

import dev.weft.event.control.Answers;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Whether all instances run one version. Those that do not answer do not count. */
final class VersionCheck implements HealthCheck.Body {
  private final Callable<Answers> ask;
  private final Supplier<Stats> stats;

  VersionCheck(Callable<Answers> ask, Supplier<Stats> stats) {
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
    counts.forEach((version, count) ->
        stats.get().counter(Metric.of("version").part("version", version), count));
    if (counts.size() > 1) {
      throw new CheckFailure("Non identical versions: " + String.join(", ", versions), null);
    }
    if (versions.isEmpty()) {
      throw new CheckFailure("no instance told its version", null);
    }
    return Map.of("version", versions.get(0), "count", versions.size());
  }
}
