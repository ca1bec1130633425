package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.8: levels are seen and changed on all instances, kept in Redis, restored at start. */
@ExtendWith(FleetExtension.class)
class LogLevelsIT {
  private static final String PATH = "/api/c2c/logging/level?secret=" + Fleet.SECRET;
  private static final String PREFIX = "c2c_logging_level_";

  private final Fleet fleet;
  private RedisClient client;
  private RedisCommands<String, String> redis;

  LogLevelsIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeEach
  void connect() {
    client = RedisClient.create(fleet.redis.uri());
    redis = client.connect().sync();
  }

  @AfterEach
  void forget() {
    redis.keys(PREFIX + "*").forEach(redis::del);
    client.shutdown();
  }

  @Test
  void level_isSeen() {
    assertThat(fleet.one.http().get(PATH + "&name=hello.never").object())
        .isEqualTo(
            Map.of(
                "effective_level",
                "INFO",
                "level",
                "NOTSET",
                "name",
                "hello.never",
                "status",
                200L));
  }

  @Test
  void change_reachesAllInstancesAndRedis() {
    Map<String, Object> changed =
        fleet.one.http().get(PATH + "&name=hello.all&level=DEBUG").object();

    assertThat(changed).containsEntry("level", "DEBUG").containsEntry("effective_level", "DEBUG");
    assertThat(fleet.two.http().get(PATH + "&name=hello.all").object())
        .containsEntry("level", "DEBUG");
    assertThat(redis.get(PREFIX + "hello.all")).startsWith("DEBUG");
    assertThat(fleet.two.http().get(PATH).object().get("overrides"))
        .asString()
        .contains("hello.all");
    await()
        .untilAsserted(() ->
            assertThat(fleet.one.out())
                .contains("Logging of hello.all changed from NOTSET to DEBUG"));
  }

  @Test
  void redis_seesPythonsWords() throws Exception {
    try (RedisMonitor monitor = new RedisMonitor(fleet.redis.uri())) {
      fleet.one.http().get(PATH + "&name=hello.seen&level=DEBUG");

      assertThat(monitor.commands())
          .anySatisfy(command ->
              assertThat(command)
                  .contains(
                      "\"PUBLISH\" \"broadcast_api_c2c_decorated_c2cwsgiutils.logging_view._set_level\""))
          .anySatisfy(command ->
              assertThat(command).contains("\"SET\" \"" + PREFIX + "hello.seen\" \"DEBUG\""));
    }
  }

  @Test
  void instanceThatStarts_restoresLevels() throws Exception {
    redis.set(PREFIX + "hello.kept", "DEBUG");
    redis.set(PREFIX + "hello.broken", "nonsense");

    try (HelloProcess third = fleet.start(fleet.environment())) {
      assertThat(third.http().get(PATH + "&name=hello.kept").object())
          .containsEntry("level", "DEBUG");
    }
  }

  @Test
  void expiry_isKeptInRedis() {
    Map<String, Object> changed =
        fleet
            .one
            .http()
            .get(PATH + "&name=hello.short&level=DEBUG&expires=10m&reason=look")
            .object();

    assertThat(changed).containsKey("expires_at");
    assertThat(redis.pttl(PREFIX + "hello.short")).isBetween(1L, 600_000L);
  }

  @Test
  void override_revertsWhenItsTimeIsOver() {
    fleet.one.http().get(PATH + "&name=hello.brief&level=DEBUG&expires=1s");

    await()
        .untilAsserted(() ->
            assertThat(fleet.two.http().get(PATH + "&name=hello.brief").object())
                .containsEntry("level", "NOTSET"));
    assertThat(redis.get(PREFIX + "hello.brief")).isNull();
  }

  @Test
  void override_canBeRemoved() {
    fleet.one.http().get(PATH + "&name=hello.gone&level=DEBUG");
    fleet.one.http().get(PATH + "&name=hello.gone&level=RESET");

    assertThat(redis.get(PREFIX + "hello.gone")).isNull();
    assertThat(fleet.two.http().get(PATH + "&name=hello.gone").object())
        .containsEntry("level", "NOTSET");
  }

  @Test
  void unknownLevel_isRefusedAndStoredNowhere() {
    Http.Answer answer = fleet.one.http().get(PATH + "&name=hello.bad&level=TRACEX");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(redis.get(PREFIX + "hello.bad")).isNull();
  }

  @Test
  void withoutSecret_itIsRefused() {
    assertThat(fleet.one.http().get("/api/c2c/logging/level?name=a").status()).isEqualTo(403);
  }
}
