package dev.weft.web.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scopes;
import dev.weft.event.control.Answers;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.LogLines;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthChecksTest {
  @Test
  void report_ofLevel_asksChecksUpToIt_inOrder() throws InterruptedException {
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom("third", 3, () -> null)
            .custom("first", 1, () -> null)
            .custom("second", 2, () -> null)
            .build()) {
      assertThat(names(checks.report(2))).containsExactly("first", "second");
      assertThat(names(checks.report(3))).containsExactly("third", "first", "second");
      assertThat(checks.report(0).results()).isEmpty();
      assertThat(checks.report(0).healthy()).isTrue();
    }
  }

  @Test
  void report_ofNames_keepsLevel_andPassesOverUnknownOnes() throws InterruptedException {
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom("first", 1, () -> null)
            .custom("second", 2, () -> null)
            .build()) {
      assertThat(names(checks.report(1, Set.of("first", "second", "nobody"))))
          .containsExactly("first");
      assertThat(checks.report(1, Set.of("nobody")).healthy()).isTrue();
    }
  }

  @Test
  void json_hasFailuresAndSuccesses() throws InterruptedException {
    try (HealthChecks checks =
        HealthChecks.builder(new AtomicClock(600_000)::next)
            .custom("well", 1, () -> Map.of("some", "json"))
            .custom(
                "ill",
                1,
                () -> {
                  throw new CheckFailure("failing check", Map.of("more", 1));
                })
            .threads(1)
            .build()) {
      HealthReport report = checks.report(1);

      assertThat(report.healthy()).isFalse();
      Map<String, Object> well = report.json(false).get("successes");
      Map<String, Object> ill = report.json(false).get("failures");
      assertThat(well).containsOnlyKeys("well");
      assertThat(ill).containsOnlyKeys("ill");
      assertThat(map(well.get("well")))
          .containsOnlyKeys("level", "timing", "result")
          .containsEntry("level", 1)
          .containsEntry("result", Map.of("some", "json"));
      assertThat(map(ill.get("ill")))
          .containsOnlyKeys("level", "timing", "result", "message")
          .containsEntry("message", "failing check")
          .containsEntry("result", Map.of("more", 1));
      assertThat(map(well.get("well")).get("timing").toString()).matches("0\\.00\\d{4}");
      assertThat(map(report.json(true).get("failures").get("ill")).get("stacktrace").toString())
          .startsWith("dev.weft.web.health.CheckFailure: failing check")
          .contains("HealthChecksTest");
    }
  }

  @Test
  void failure_withoutMessage_tellsWhatItIs() throws InterruptedException {
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom(
                "ill",
                1,
                () -> {
                  throw new AssertionError();
                })
            .build()) {
      assertThat(map(checks.report(1).json(false).get("failures").get("ill")))
          .containsEntry("message", "java.lang.AssertionError");
    }
  }

  @Test
  void checks_runAtOnce() throws InterruptedException {
    CyclicBarrier all = new CyclicBarrier(20);
    HealthChecks.Builder builder = HealthChecks.builder();
    for (int i = 0; i < 20; i++) {
      builder.custom("check " + i, 1, () -> all.await(20, TimeUnit.SECONDS) < 20);
    }
    try (HealthChecks checks = builder.build()) {
      assertThat(checks.report(1).healthy()).isTrue();
    }
  }

  @Test
  void sequentialCalls_eachRunTheCheck() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    try (HealthChecks checks =
        HealthChecks.builder().custom("count", 1, runs::incrementAndGet).build()) {
      for (int call = 1; call <= 100; call++) {
        assertThat(checks.report(1).results().get(0).result()).isEqualTo(call);
      }
    }
  }

  @Test
  void check_worksForWhoeverAsks() throws InterruptedException {
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom("who", 1, () -> RequestInfo.current().map(RequestInfo::id).orElse("nobody"))
            .build()) {
      HealthReport report =
          Scopes.task("request")
              .carrying(new RequestInfo("r-1", "GET", "/c2c/health_check", null))
              .call(() -> checks.report(1));

      assertThat(report.results().get(0).result()).isEqualTo("r-1");
    }
  }

  @Test
  void outcome_isCounted_andFailureIsLogged() throws InterruptedException {
    Counters counters = new Counters();
    IllegalStateException failure = new IllegalStateException("failing check");
    try (LogLines log = LogLines.of(HealthChecks.class);
        HealthChecks checks =
            HealthChecks.builder()
                .stats(Stats.to(counters))
                .custom("well", 1, () -> null)
                .custom(
                    "ill",
                    1,
                    () -> {
                      throw failure;
                    })
                .build()) {
      checks.report(1);
      checks.report(1);

      assertThat(counters.of(false))
          .containsOnly(
              Map.entry("health_check.well.success{}", 2L),
              Map.entry("health_check.ill.failure{}", 2L));
      assertThat(counters.of(true))
          .containsOnly(
              Map.entry("health_check{name=well, outcome=success}", 2L),
              Map.entry("health_check{name=ill, outcome=failure}", 2L));
      assertThat(log.lines()).hasSize(2).containsOnly("WARNING Health check ill failed");
      assertThat(log.thrown()).hasSize(2).first().isSameAs(failure);
    }
  }

  @Test
  void versions_ofAllInstances_haveToBeOne() throws InterruptedException {
    Counters counters = new Counters();
    AtomicInteger round = new AtomicInteger();
    List<Answers> answers = List.of(answers("abc", null, "abc"), answers("abc", "def"), answers());
    try (HealthChecks checks =
        HealthChecks.builder()
            .version(() -> answers.get(round.getAndIncrement()))
            .stats(Stats.to(counters))
            .build()) {
      assertThat(checks.report(1).results()).isEmpty();
      CheckResult same = checks.report(2).results().get(0);
      assertThat(same.check().name()).isEqualTo("version");
      assertThat(same.result()).isEqualTo(Map.of("version", "abc", "count", 2));
      assertThat(checks.report(2).results().get(0).failure())
          .hasMessage("Non identical versions: abc, def");
      assertThat(checks.report(2).results().get(0).failure())
          .hasMessage("no instance told its version");
      assertThat(counters.of(false)).containsEntry("version.abc{}", 3L);
      assertThat(counters.of(true)).containsEntry("version{version=def}", 1L);
    }
  }

  private static Answers answers(@Nullable String... versions) {
    return new Answers(
        Arrays.stream(versions).map(each -> new Answers.Answer(each, null)).toList(), 3, List.of());
  }

  @Test
  void twoChecks_ofOneName_areRefused() {
    assertThatThrownBy(
            () -> HealthChecks.builder().custom("db", 1, () -> null).custom("db", 2, () -> null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there are two health checks named db; give one another name");
  }

  @Test
  void closed_answersThatItIs() throws InterruptedException {
    HealthChecks checks = HealthChecks.builder().custom("well", 1, () -> null).build();
    checks.close();
    checks.close();

    assertThat(checks.report(1).results().get(0).failure())
        .hasMessage("the health checks are closed");
  }

  private static List<String> names(HealthReport report) {
    return report.results().stream().map(result -> result.check().name()).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }

  /** A clock that goes on by one step at each look. */
  private record AtomicClock(long step, AtomicInteger looks) {
    AtomicClock(long step) {
      this(step, new AtomicInteger());
    }

    long next() {
      return step * looks.incrementAndGet();
    }
  }
}
