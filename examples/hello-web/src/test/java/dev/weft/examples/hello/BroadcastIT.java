package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.PythonPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.11: instances ask each other over Redis, in the words of the Python library. */
@ExtendWith(FleetExtension.class)
class BroadcastIT {
  private static final String VERSIONS =
      "broadcast_api_c2c_decorated_c2cwsgiutils.health_check._get_all_versions";

  private static final Path SCRIPT =
      Path.of("src/test/resources/python/broadcast.py").toAbsolutePath();

  private final Fleet fleet;

  BroadcastIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void function_runsInBothInstances() {
    assertThat(fleet.one.http().get("/api/broadcast").json()).isEqualTo(List.of(42L, 42L));
    assertThat(fleet.two.http().get("/api/broadcast").json()).isEqualTo(List.of(42L, 42L));
  }

  @Test
  void redis_seesPythonsWords() throws Exception {
    try (RedisMonitor monitor = new RedisMonitor(fleet.redis.uri())) {
      fleet.one.http().get("/api/broadcast");

      await()
          .untilAsserted(() ->
              assertThat(monitor.commands())
                  .anySatisfy(command ->
                      assertThat(command)
                          .containsPattern(
                              "\"PUBLISH\" \"broadcast_api_c2c_decorated_hello.broadcast\" \".*params")
                          .containsPattern(
                              "answer_channel.*broadcast_api_c2c_decorated_hello.broadcast[A-Z0-9]{10}")));
    }
  }

  @Test
  void python_asks_andIsAnsweredByAll() throws Exception {
    try (PythonPeer python = PythonPeer.run(SCRIPT, port(), "ask", VERSIONS)) {
      assertThat(python.readLines(2)).allMatch(("\"" + Fleet.VERSION + "\"")::equals);
      assertThat(python.awaitExit()).isZero();
    }
  }

  @Test
  void python_isAskedAndCounted() throws Exception {
    try (PythonPeer python = PythonPeer.run(SCRIPT, port(), "answer", VERSIONS, "another")) {
      assertThat(python.readLine()).isEqualTo("ready");

      Http.Answer answer = fleet.one.http().get("/api/c2c/health_check?max_level=2&checks=version");

      assertThat(python.readLine()).contains("\"params\"", "\"answer_channel\"", VERSIONS);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("Non identical versions: ", "another", Fleet.VERSION);
    }
  }

  private String port() {
    return fleet.redis.uri().substring(fleet.redis.uri().lastIndexOf(':') + 1);
  }

  @Test
  void instanceThatWasKilled_isMissedAndHarmsNobody() throws Exception {
    HelloProcess third = fleet.start(fleet.environment());
    try {
      assertThat(fleet.one.http().get("/api/broadcast").json()).isEqualTo(List.of(42L, 42L, 42L));
      third.kill();
      await()
          .untilAsserted(() ->
              assertThat(fleet.one.http().get("/api/broadcast").json())
                  .isEqualTo(List.of(42L, 42L)));
    } finally {
      third.close();
    }
  }
}
