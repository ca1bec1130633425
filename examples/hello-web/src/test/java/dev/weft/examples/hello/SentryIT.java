package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sections 1.1 and 1.21: what Sentry is told. */
@ExtendWith(FleetExtension.class)
class SentryIT {
  private final Fleet fleet;

  SentryIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void failedRequest_isToldOnceWithWhatLedToIt() {
    fleet.one.http().get("/api/error", "X-Request-ID", "sentry-1");

    await().until(() -> fleet.sentry.events().stream().anyMatch(SentryIT::isOurs));
    assertThat(fleet.sentry.events().stream().filter(SentryIT::isOurs)).hasSize(1);
    Map<String, Object> event =
        fleet.sentry.events().stream().filter(SentryIT::isOurs).findFirst().orElseThrow();
    assertThat(event).containsEntry("environment", "test").containsEntry("level", "error");
    assertThat(event.get("tags")).asInstanceOf(MAP).containsEntry("service", "hello");
    assertThat(event.get("exception")).asString().contains("boom");
    assertThat(event.get("request")).asString().contains("/api/error");
  }

  private static boolean isOurs(Map<String, Object> event) {
    return String.valueOf(event.get("tags")).contains("request_id=sentry-1");
  }
}
