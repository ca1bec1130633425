package dev.weft.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Records;
import dev.weft.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSinkIT {
  private static final String PASSWORD = "s3cret";

  @RegisterExtension static final RedisServer REDIS = RedisServer.create("--requirepass", PASSWORD);

  private final String uri = "redis://:" + PASSWORD + "@127.0.0.1:" + REDIS.port();

  @BeforeEach
  void empty() {
    Redis.ask(uri, commands -> commands.configSet("maxmemory", "0"));
    Redis.ask(uri, commands -> commands.flushall());
  }

  private static Sink create(Map<String, ?> given) {
    RedisSinkFactory factory = new RedisSinkFactory();
    return factory.create(Options.of("backlog", factory.options(), given));
  }

  @Test
  void deliver_channel_reachesSubscribersInOrder() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (RedisClient client = RedisClient.create(uri);
        StatefulRedisPubSubConnection<String, String> subscriber = client.connectPubSub();
        Sink sink = create(Map.of("uri", uri, "channel", "weft"))) {
      subscriber.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              seen.add(message);
            }
          });
      subscriber.sync().subscribe("weft");

      assertThat(sink.deliver(Records.batch(Records.numbered(0, 50))))
          .isEqualTo(Delivery.DELIVERED);

      Awaitility.await().until(() -> seen.size() >= 50);
    }
    assertThat(seen).isEqualTo(Records.numbered(0, 50));
  }

  @Test
  void deliver_listAndChannel_servesBoth() throws Exception {
    try (Sink sink = create(Map.of("uri", uri, "channel", "weft", "list", "weft"))) {
      assertThat(sink.deliver(Records.batch(Records.numbered(0, 5)))).isEqualTo(Delivery.DELIVERED);
    }
    assertThat(Redis.list(uri, "weft")).isEqualTo(Records.numbered(0, 5));
  }

  @Test
  void deliver_maxLength_keepsTheNewest() throws Exception {
    try (Sink sink = create(Map.of("uri", uri, "list", "weft", "max-length", 10))) {
      sink.deliver(Records.batch(Records.numbered(0, 8)));
      sink.deliver(Records.batch(Records.numbered(8, 8)));
    }
    assertThat(Redis.list(uri, "weft")).isEqualTo(Records.numbered(6, 10));
  }

  @Test
  void deliver_keyOfAnotherType_saysSoAndWorksOnceItIsGone() throws Exception {
    Redis.ask(uri, commands -> commands.set("weft", "a text"));
    try (Sink sink = create(Map.of("uri", uri, "list", "weft"))) {
      assertThat(sink.deliver(Records.batch(Records.logged(0))))
          .isInstanceOfSatisfying(
              Delivery.Unavailable.class,
              answer ->
                  assertThat(answer.reason())
                      .startsWith("redis 127.0.0.1:" + REDIS.port() + ": WRONGTYPE"));

      Redis.ask(uri, commands -> commands.del("weft"));
      assertThat(sink.deliver(Records.batch(Records.logged(0)))).isEqualTo(Delivery.DELIVERED);
    }
    assertThat(Redis.list(uri, "weft")).containsExactly(Records.logged(0));
  }

  @Test
  void deliver_outOfMemory_leavesNothingHalfDone() throws Exception {
    try (Sink sink =
        create(Map.of("uri", uri, "list", "weft", "channel", "weft", "max-length", 100))) {
      sink.open();
      Redis.ask(uri, commands -> commands.configSet("maxmemory", "1"));

      assertThat(sink.deliver(Records.batch(Records.numbered(0, 3))))
          .isInstanceOfSatisfying(
              Delivery.Unavailable.class,
              answer -> assertThat(answer.reason()).contains("OOM command not allowed"));

      Redis.ask(uri, commands -> commands.configSet("maxmemory", "0"));
      assertThat(sink.deliver(Records.batch(Records.numbered(0, 3)))).isEqualTo(Delivery.DELIVERED);
    }
    assertThat(Redis.list(uri, "weft")).isEqualTo(Records.numbered(0, 3));
  }

  @Test
  void open_wrongPassword_saysSoWithoutIt() {
    String wrong = "redis://:guessed@127.0.0.1:" + REDIS.port();
    try (Sink sink = create(Map.of("uri", wrong, "list", "weft"))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("guessed");
    }
  }

  @Test
  void deliver_silentRedis_endsAfterTheTimeoutWithAtMostOneRepetition() throws Exception {
    List<String> batch = Records.numbered(0, 3);
    try (Sink sink = create(Map.of("uri", uri, "list", "weft", "timeout", "1s"))) {
      sink.open();
      REDIS.hang();
      try {
        assertThatThrownBy(() -> sink.deliver(Records.batch(batch)))
            .isInstanceOf(IOException.class)
            .hasMessage("redis 127.0.0.1:" + REDIS.port() + " did not answer within 1000 ms");
        assertThatThrownBy(() -> sink.deliver(Records.batch(batch)))
            .isInstanceOf(IOException.class);
      } finally {
        REDIS.resume();
      }
      Awaitility.await()
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> sink.deliver(Records.batch(batch)).equals(Delivery.DELIVERED));
    }
    List<String> twice = new ArrayList<>(batch);
    twice.addAll(batch);
    assertThat(Redis.list(uri, "weft")).isIn(batch, twice);
  }
}
