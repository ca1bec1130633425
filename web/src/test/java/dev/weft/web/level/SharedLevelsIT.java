package dev.weft.web.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.SharedValues;
import dev.weft.testkit.LogLines;
import dev.weft.testkit.PythonPeer;
import dev.weft.testkit.RedisServer;
import dev.weft.testkit.TcpRelay;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.view.Call;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Levels of two instances on one Redis, and of Python between them. */
class SharedLevelsIT {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Author AUTHOR = new Author("header", "192.0.2.7", "");
  private static final String A = "app.a";
  private static final String PYTHON_SETS_A_LEVEL =
      """
      import json, socket, sys
      s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 20)
      def call(*words):
          words = [w.encode() for w in words]
          s.sendall(b"*%d\\r\\n" % len(words) + b"".join(b"$%d\\r\\n%s\\r\\n" % (len(w), w) for w in words))
          return s.recv(4096).decode().strip()
      channel = "broadcast_api_c2c_decorated_c2cwsgiutils.logging_view._set_level"
      print(call("PUBLISH", channel, json.dumps({"params": {"name": "app.a", "level": "ERROR"}})))
      print(call("SET", "c2c_logging_level_app.a", "ERROR"))
      """;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final LogLines log = LogLines.of("dev.weft.web");

  private record One(FakeLevels levels, Broadcast broadcast, InstanceLevels shared) {}

  @BeforeEach
  void empty() {
    One any = start();
    SharedValues values = any.broadcast.control().values();
    values.withPrefix("c2c_").keySet().forEach(values::remove);
  }

  private One start() {
    return start(REDIS.port());
  }

  private One start(int port) {
    FakeLevels levels = new FakeLevels();
    Broadcast broadcast = new Broadcast();
    InstanceLevels shared =
        new InstanceLevels(broadcast, levels, Clock.systemUTC(), new TimerAlarms());
    broadcast.connect(
        URI.create("redis://127.0.0.1:" + port), "broadcast_api_", CommandListener.NONE);
    shared.start();
    open.add(0, shared);
    open.add(0, broadcast);
    return new One(levels, broadcast, shared);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    log.close();
  }

  @Test
  void level_reachesBothAndThoseThatStartLater() throws Exception {
    One anna = start();
    One bert = start();

    anna.shared.change(A, "DEBUG", null, AUTHOR);

    assertThat(bert.levels.own(A)).isEqualTo("DEBUG");
    assertThat(bert.broadcast.control().values().withPrefix("c2c_"))
        .isEqualTo(Map.of("c2c_logging_level_app.a", "DEBUG"));
    assertThat(start().levels.own(A)).isEqualTo("DEBUG");
  }

  @Test
  void level_thatExpiresIsGoneEverywhere() throws Exception {
    One anna = start();
    One bert = start();

    anna.shared.change(A, "DEBUG", Duration.ofSeconds(5), AUTHOR);
    One carl = start();
    assertThat(List.of(anna, bert, carl))
        .extracting(one -> one.levels.own(A))
        .containsOnly("DEBUG");
    assertThat(carl.broadcast.control().values().lifetime("c2c_logging_level_app.a")).isPresent();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(List.of(anna, bert, carl))
                .extracting(one -> one.levels.own(A))
                .containsOnly("NOTSET"));
    assertThat(anna.broadcast.control().values().withPrefix("c2c_")).isEmpty();
  }

  @Test
  void python_setsALevelHere() throws Exception {
    One anna = start();

    PythonPeer python = PythonPeer.run(PYTHON_SETS_A_LEVEL, Integer.toString(REDIS.port()));
    open.add(0, python);

    assertThat(python.readLines(2)).containsExactly(":2", "+OK");
    await().atMost(PATIENCE).until(() -> anna.levels.own(A).equals("ERROR"));
    assertThat(start().levels.own(A)).isEqualTo("ERROR");
  }

  @Test
  void instance_thatWasCutOffCatchesUp() throws Exception {
    One anna = start();
    TcpRelay relay = TcpRelay.to(REDIS.port());
    open.add(relay);
    One bert = start(relay.port());

    relay.cut();
    anna.shared.change(A, "DEBUG", null, AUTHOR);
    assertThat(bert.levels.own(A)).isEqualTo("NOTSET");
    relay.restore();
    await().atMost(PATIENCE).until(() -> bert.levels.own(A).equals("DEBUG"));

    relay.cut();
    anna.shared.reset(A, AUTHOR);
    relay.restore();
    await().atMost(PATIENCE).until(() -> bert.levels.own(A).equals("NOTSET"));
  }

  @Test
  void start_withoutRedisTakesOverOnceItIsThere() throws Exception {
    start().shared.change(A, "DEBUG", null, AUTHOR);
    TcpRelay relay = TcpRelay.to(REDIS.port());
    open.add(relay);
    relay.cut();

    One late = start(relay.port());

    assertThat(late.levels.own(A)).isEqualTo("NOTSET");
    Call call = new Call(InstanceLevelsTest.request("GET", Map.of("name", A)), true);
    assertThat(late.shared.route(true).endpoint().answer(call).status()).isEqualTo(200);
    assertThat(log.lines())
        .anyMatch(line -> line.startsWith("WARNING Cannot restore logging levels; tried again"));
    relay.restore();
    await().atMost(PATIENCE).until(() -> late.levels.own(A).equals("DEBUG"));
  }
}
