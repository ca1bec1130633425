package dev.weft.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.ControlFactory;
import dev.weft.testkit.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class SharedHealthIT {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  private final Control first = connect();
  private final Control second = connect();
  private final HealthChecks checks =
      HealthChecks.builder()
          .redis(first, REDIS.uri(), HealthChecks.AUTOMATIC_LEVEL)
          .version(
              () -> first.bus().ask(HealthChecks.VERSIONS_CHANNEL, Map.of(), Duration.ofSeconds(5)))
          .build();

  private static Control connect() {
    URI address = URI.create(REDIS.uri());
    return ControlFactory.of(address).connect(address, "broadcast_api_", CommandListener.NONE);
  }

  @AfterEach
  void close() {
    checks.close();
    first.close();
    second.close();
  }

  @Test
  void redis_tellsOfItself() throws InterruptedException {
    awaitConnection();
    CheckResult result = result(REDIS.uri());

    assertThat(result.failure()).isNull();
    Object told = result.result();
    assertThat(told).isInstanceOf(Map.class);
    assertThat(((Map<?, ?>) told).keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder("info", "dbsize");
  }

  @Test
  void redis_thatHangs_isIll() throws InterruptedException {
    awaitConnection();
    REDIS.hang();
    try {
      assertThat(result(REDIS.uri()).failure()).isNotNull();
    } finally {
      REDIS.resume();
    }
  }

  @Test
  void versions_ofAllInstances_areCompared() throws InterruptedException {
    first.bus().subscribe(HealthChecks.VERSIONS_CHANNEL, parameters -> "abcdef");
    second.bus().subscribe(HealthChecks.VERSIONS_CHANNEL, parameters -> "abcdef");
    assertThat(result("version").result()).isEqualTo(Map.of("version", "abcdef", "count", 2));

    second.bus().subscribe(HealthChecks.VERSIONS_CHANNEL, parameters -> "123456");
    assertThat(result("version").failure())
        .hasMessageMatching("Non identical versions: (abcdef, 123456|123456, abcdef)");
  }

  /** The first connection takes a busy machine longer than a check lets it. */
  private void awaitConnection() {
    await().atMost(Duration.ofSeconds(20)).until(() -> result(REDIS.uri()).healthy());
  }

  private CheckResult result(String name) throws InterruptedException {
    return checks.report(2, Set.of(name)).results().get(0);
  }
}
