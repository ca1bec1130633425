package dev.weft.web.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an application is. Immutable.
 *
 * @param results in the order in which the checks were registered
 */
public record HealthReport(List<CheckResult> results) {
  /** Copies the list. */
  public HealthReport {
    results = List.copyOf(results);
  }

  /** Whether no check failed; also when none was asked. */
  public boolean healthy() {
    return results.stream().allMatch(CheckResult::healthy);
  }

  /**
   * The form of the endpoint's answer: {@code failures} and {@code successes} by name.
   *
   * @param traces whether the stack traces of failures are shown
   */
  public Map<String, Map<String, Object>> json(boolean traces) {
    Map<String, Object> failures = new LinkedHashMap<>();
    Map<String, Object> successes = new LinkedHashMap<>();
    for (CheckResult result : results) {
      (result.healthy() ? successes : failures).put(result.check().name(), result.json(traces));
    }
    return Map.of("failures", failures, "successes", successes);
  }
}
