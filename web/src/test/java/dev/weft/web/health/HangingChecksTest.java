package dev.weft.web.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HangingChecksTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  @Test
  void checkThatHangs_timesOut_andHoldsUpNobody() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (HealthChecks checks =
        HealthChecks.builder()
            .add(HealthCheck.of("hanging", 1, () -> hang(begun, go)).limit(SHORT))
            .custom("well", 1, () -> null)
            .build()) {
      for (int call = 0; call < 3; call++) {
        HealthReport report = checks.report(1);
        assertThat(map(report.json(true).get("failures").get("hanging")))
            .containsEntry("message", "timed out after 500 ms")
            .hasEntrySatisfying(
                "stacktrace", trace -> assertThat(trace.toString()).contains(".hang("));
        assertThat(report.json(true).get("successes")).containsOnlyKeys("well");
      }
      assertThat(begun).hasValue(1);
      go.countDown();
    }
  }

  private static @Nullable Object hang(AtomicInteger begun, CountDownLatch go) {
    begun.incrementAndGet();
    boolean gone = false;
    while (!gone) {
      try {
        gone = go.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException notNow) {
        // As a driver without a socket timeout does.
      }
    }
    return null;
  }

  @Test
  void checkThatComesBack_isBegunAgain() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom(
                "slow once",
                1,
                () -> {
                  if (begun.incrementAndGet() == 1) {
                    try {
                      never.await();
                    } finally {
                      back.countDown();
                    }
                  }
                  return null;
                })
            .limit(SHORT)
            .build()) {
      assertThat(checks.report(1).healthy()).isFalse();
      // Stopped by the engine.
      assertThat(back.await(20, TimeUnit.SECONDS)).isTrue();
      await().until(() -> checks.report(1).healthy());
      assertThat(begun).hasValue(2);
    }
  }

  @Test
  void hangingChecks_onAllThreads_keepOthersWaiting_noLongerThanTheirLimit()
      throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (HealthChecks checks =
        HealthChecks.builder()
            .custom("hanging", 1, () -> hang(begun, go))
            .custom("behind it", 1, () -> begun.incrementAndGet())
            .limit(SHORT)
            .threads(1)
            .build()) {
      assertThat(checks.report(1).json(false).get("failures"))
          .containsOnlyKeys("hanging", "behind it");
      go.countDown();
      await().until(() -> checks.report(1).healthy());
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) requireNonNull(value);
  }
}
