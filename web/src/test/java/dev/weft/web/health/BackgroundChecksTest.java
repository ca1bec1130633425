package dev.weft.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackgroundChecksTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final HealthCheck CHECK = HealthCheck.of("counting", 1, () -> null);

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void results_areKept_andGrowOlder() throws InterruptedException {
    try (BackgroundChecks background =
        new BackgroundChecks(List.of(CHECK), this::carryOut, NEVER, now::get)) {
      CheckResult first = background.results(List.of(CHECK)).get(0);
      assertThat(first.result()).isEqualTo(1);
      assertThat(first.age()).isEqualTo(Duration.ZERO);

      now.addAndGet(TimeUnit.SECONDS.toNanos(3));
      CheckResult later = background.results(List.of(CHECK)).get(0);
      assertThat(later.result()).isEqualTo(1);
      assertThat(later.json(false).get("age")).hasToString("3.000000");

      background.refresh();
      CheckResult fresh = background.results(List.of(CHECK)).get(0);
      assertThat(fresh.result()).isEqualTo(2);
      assertThat(fresh.age()).isEqualTo(Duration.ZERO);
    }
  }

  private List<CheckResult> carryOut(List<HealthCheck> checks) {
    int round = rounds.incrementAndGet();
    List<CheckResult> results = new ArrayList<>();
    checks.forEach(check -> results.add(CheckResult.success(check, round, Duration.ZERO)));
    return results;
  }

  @Test
  void refreshEvery_carriesOutWithoutBeingAsked() throws InterruptedException {
    CountDownLatch thrice = new CountDownLatch(3);
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom(
                "counting",
                1,
                () -> {
                  thrice.countDown();
                  return null;
                })
            .refreshEvery(Duration.ofMillis(1))
            .build()) {
      assertThat(checks.report(1).results().get(0).age()).isNotNull();
      assertThat(thrice.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void roundThatFails_isNotTheLast() throws InterruptedException {
    BackgroundChecks.Work work =
        checks -> {
          if (rounds.incrementAndGet() == 2) {
            throw new IllegalStateException("a round that fails");
          }
          return List.of(CheckResult.success(CHECK, rounds.get(), Duration.ZERO));
        };
    try (BackgroundChecks background =
        new BackgroundChecks(List.of(CHECK), work, Duration.ofMillis(1), now::get)) {
      background.results(List.of(CHECK));
      await().untilAtomic(rounds, org.hamcrest.Matchers.greaterThan(3));
    }
  }
}
