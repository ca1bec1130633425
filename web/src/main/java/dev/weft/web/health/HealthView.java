package dev.weft.web.health;

import dev.weft.web.view.Call;
import dev.weft.web.view.Endpoint;
import dev.weft.web.view.Reply;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The endpoint of health checks. Usable from any thread. */
final class HealthView implements Endpoint {
  private static final int DEFAULT_LEVEL = 1;

  private final HealthChecks checks;
  private final boolean development;

  HealthView(HealthChecks checks, boolean development) {
    this.checks = checks;
    this.development = development;
  }

  @Override
  public Reply answer(Call call) throws InterruptedException {
    int maxLevel = call.number("max_level").orElse(DEFAULT_LEVEL);
    HealthReport report = checks.report(maxLevel, names(call.parameter("checks").orElse("")));
    boolean traces = development || call.authenticated();
    return Reply.json(report.healthy() ? 200 : 500, report.json(traces));
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
