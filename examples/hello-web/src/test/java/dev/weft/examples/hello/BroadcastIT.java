package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.codec.JsonReader;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.11: instances ask each other over Redis, in the words of the Python library. */
@ExtendWith(FleetExtension.class)
class BroadcastIT {
  private static final String VERSIONS =
      "broadcast_api_c2c_decorated_c2cwsgiutils.health_check._get_all_versions";

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
  void peer_askingByHand_isAnsweredByAll() {
    RedisClient client = RedisClient.create(fleet.redis.uri());
    List<Object> answers = new CopyOnWriteArrayList<>();
    try (StatefulRedisPubSubConnection<String, String> heard = client.connectPubSub()) {
      heard.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              answers.add(JsonReader.read(message));
            }
          });
      heard.sync().subscribe(VERSIONS + "ABCDEFGHIJ");

      Long receivers =
          client
              .connect()
              .sync()
              .publish(
                  VERSIONS, "{\"params\": {}, \"answer_channel\": \"" + VERSIONS + "ABCDEFGHIJ\"}");

      assertThat(receivers).isEqualTo(2);
      await().untilAsserted(() -> assertThat(answers).hasSize(2));
      assertThat(answers).allMatch(Fleet.VERSION::equals);
    } finally {
      client.shutdown();
    }
  }

  @Test
  void peer_thatSpeaksPython_isAskedAndCounted() {
    RedisClient client = RedisClient.create(fleet.redis.uri());
    List<String> questions = new CopyOnWriteArrayList<>();
    try (StatefulRedisPubSubConnection<String, String> peer = client.connectPubSub();
        var answering = client.connect()) {
      peer.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            @SuppressWarnings("unchecked") // the reader's own maps have String keys
            public void message(String channel, String message) {
              questions.add(message);
              Map<String, Object> question = (Map<String, Object>) JsonReader.read(message);
              var unused =
                  answering
                      .async()
                      .publish(String.valueOf(question.get("answer_channel")), "\"another\"");
            }
          });
      peer.sync().subscribe(VERSIONS);

      Http.Answer answer = fleet.one.http().get("/api/c2c/health_check?max_level=2&checks=version");

      assertThat(questions).hasSize(1);
      assertThat(questions.get(0)).contains("\"params\"", "\"answer_channel\"", VERSIONS);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("Non identical versions: ", "another", Fleet.VERSION);
    } finally {
      client.shutdown();
    }
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
