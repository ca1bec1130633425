package dev.weft.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.control.Answers;
import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.ControlException;
import dev.weft.event.control.Instance;
import dev.weft.event.control.Presence;
import dev.weft.testkit.LogLines;
import dev.weft.testkit.PythonPeer;
import dev.weft.testkit.RedisServer;
import dev.weft.testkit.TcpRelay;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The broadcast on Redis: its words on the wire, Python on the other side, and losses. */
class RedisBroadcastIT {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instance ANNA = new Instance("anna", 11);
  private static final Instance BERT = new Instance("bert", 22);
  private static final String PREFIX = "broadcast_api_";

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void empty() {
    Redis.ask(REDIS.uri(), RedisCommands::flushall);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(0, one);
    return one;
  }

  private Control join(Instance instance) {
    return join(instance, REDIS.port(), CommandListener.NONE);
  }

  private Control join(Instance instance, int port, CommandListener listener) {
    URI address = URI.create("redis://127.0.0.1:" + port);
    return opened(RedisControlFactory.connect(address, PREFIX, listener, instance));
  }

  private PythonPeer python(String... arguments) throws Exception {
    Path script = Path.of(RedisBroadcastIT.class.getResource("broadcast_peer.py").toURI());
    List<String> all = new ArrayList<>(List.of(Integer.toString(REDIS.port())));
    all.addAll(List.of(arguments));
    return opened(PythonPeer.run(script, all.toArray(String[]::new)));
  }

  @Test
  void wire_isThatOfPython() throws Exception {
    Control anna = join(ANNA);
    anna.bus().subscribe("c2c_dummy", parameters -> Map.of("x", parameters.get("y")));
    try (Monitor monitor = new Monitor(REDIS.port())) {
      anna.bus().ask("c2c_dummy", Map.of("y", 1), PATIENCE);
      anna.bus().tell("c2c_dummy", Map.of("y", 2));

      await().atMost(PATIENCE).until(() -> monitor.commands("\"PUBLISH\"").size() >= 3);
      List<String> published = monitor.commands("\"PUBLISH\"");
      assertThat(published.get(0))
          .matches(
              "\"PUBLISH\" \"broadcast_api_c2c_dummy\" "
                  + "\"\\{\\\\\"params\\\\\": \\{\\\\\"y\\\\\":1\\}, \\\\\"answer_channel\\\\\": "
                  + "\\\\\"broadcast_api_c2c_dummy[A-Z0-9]{10}\\\\\"\\}\"");
      assertThat(published.get(1))
          .matches(
              "\"PUBLISH\" \"broadcast_api_c2c_dummy[A-Z0-9]{10}\" "
                  + "\"\\{\\\\\"x\\\\\":1,\\\\\"hostname\\\\\":\\\\\"anna\\\\\","
                  + "\\\\\"pid\\\\\":11\\}\"");
      assertThat(published.get(2))
          .isEqualTo("\"PUBLISH\" \"broadcast_api_c2c_dummy\" \"{\\\"params\\\": {\\\"y\\\":2}}\"");
    }
  }

  @Test
  void wire_subscribesToTheAnswersBeforeTheQuestionIsPublishedAndLeavesAfterwards()
      throws Exception {
    Control anna = join(ANNA);
    anna.bus().subscribe("c", parameters -> 42);
    try (Monitor monitor = new Monitor(REDIS.port())) {
      anna.bus().ask("c", Map.of(), PATIENCE);

      await().atMost(PATIENCE).until(() -> !monitor.commands("\"UNSUBSCRIBE\"").isEmpty());
      List<String> verbs =
          monitor.commands().stream()
              .map(command -> command.replaceFirst("^\"(\\w+)\".*", "$1"))
              .filter(verb -> verb.contains("SUBSCRIBE") || verb.equals("PUBLISH"))
              .toList();
      assertThat(verbs)
          .containsExactly("SUBSCRIBE", "PUBLISH", "PUBLISH", "PUBLISH", "UNSUBSCRIBE");
      assertThat(monitor.commands("\"PUBLISH\"").get(2)).endsWith("\"42\"");
    }
  }

  @Test
  void python_answersWeft() throws Exception {
    Control anna = join(ANNA);
    anna.bus().subscribe("c", parameters -> true);
    PythonPeer object = python("answer", PREFIX + "c", "{\"a\": 1}");
    PythonPeer bare = python("answer", PREFIX + "c", "42");
    assertThat(object.readLine()).isEqualTo("ready");
    assertThat(bare.readLine()).isEqualTo("ready");

    Answers answers = anna.bus().ask("c", Map.of("name", "x"), PATIENCE);

    assertThat(object.readLine()).isEqualTo("asked {\"name\": \"x\"}");
    assertThat(answers.expected()).isEqualTo(3);
    assertThat(answers.answers())
        .hasSize(3)
        .contains(new Answers.Answer(42L, null), new Answers.Answer(true, ANNA))
        .anySatisfy(answer -> {
          assertThat(answer.value())
              .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
              .hasSize(3)
              .containsEntry("a", 1L)
              .containsKeys("hostname", "pid");
          assertThat(answer.instance()).isNotNull();
        });
    assertThat(answers.silent()).isEmpty();
  }

  @Test
  void python_asksWeft() throws Exception {
    join(ANNA).bus().subscribe("c", parameters -> Map.of("got", parameters));
    join(BERT).bus().subscribe("c", parameters -> List.of(parameters.get("n")));

    PythonPeer asker = python("ask", PREFIX + "c", "{\"n\": 7}", "10");

    assertThat((List<?>) JsonReader.read(asker.readLine()))
        .satisfiesExactlyInAnyOrder(
            one ->
                assertThat(one)
                    .isEqualTo(Map.of("got", Map.of("n", 7L), "hostname", "anna", "pid", 11L)),
            two -> assertThat(two).isEqualTo(List.of(7L)));
  }

  @Test
  void instance_thatWasKilledIsNamedAndHoldsUpNobody() throws Exception {
    Control anna = join(ANNA);
    anna.bus().subscribe("c", parameters -> 1);
    TcpRelay relay = opened(TcpRelay.to(REDIS.port()));
    Control bert = join(BERT, relay.port(), CommandListener.NONE);
    bert.bus().subscribe("c", parameters -> 2);
    awaitPresent(anna, BERT, "c");

    relay.cut();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Answers answers = anna.bus().ask("c", Map.of(), PATIENCE);
          assertThat(answers.values()).containsExactly(1L);
          assertThat(answers.silent()).containsExactly(BERT);
        });
  }

  @Test
  void instance_thatHangsIsNamed() throws Exception {
    Control anna = join(ANNA);
    anna.bus().subscribe("c", parameters -> 1);
    TcpRelay relay = opened(TcpRelay.to(REDIS.port()));
    join(BERT, relay.port(), CommandListener.NONE).bus().subscribe("c", parameters -> 2);
    awaitPresent(anna, BERT, "c");

    relay.hang();
    LogLines log = opened(LogLines.of("dev.weft.event.control"));
    // Long enough for anna on a busy machine; it is waited out for bert.
    Answers answers = anna.bus().ask("c", Map.of(), Duration.ofSeconds(4));

    assertThat(answers.values()).containsExactly(1L);
    assertThat(answers.missing()).isEqualTo(1);
    assertThat(answers.silent()).containsExactly(BERT);
    assertThat(log.lines())
        .singleElement()
        .asString()
        .matches("WARNING timeout waiting for 1/2 answers on broadcast_api_c[A-Z0-9]{10}");
  }

  private static void awaitPresent(Control control, Instance instance, String channel) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(control.instances())
                .filteredOn(one -> one.instance().equals(instance))
                .flatExtracting(Presence::channels)
                .contains(channel));
  }

  @Test
  void loss_isReportedOnceAndMended() throws Exception {
    LogLines log = opened(LogLines.of("dev.weft.redis"));
    TcpRelay relay = opened(TcpRelay.to(REDIS.port()));
    Control anna = join(ANNA, relay.port(), CommandListener.NONE);
    anna.bus().subscribe("c", parameters -> 1);
    assertThat(anna.bus().ask("c", Map.of(), PATIENCE).values()).containsExactly(1L);

    CountDownLatch back = new CountDownLatch(1);
    anna.whenBack(back::countDown);

    relay.cut();
    await().atMost(PATIENCE).until(() -> log.lines().contains("WARNING Redis connection problem"));
    assertThatThrownBy(() -> anna.bus().ask("c", Map.of(), PATIENCE))
        .isInstanceOf(ControlException.class)
        .hasMessageStartingWith("no connection to redis 127.0.0.1:" + relay.port());
    anna.bus().subscribe("meanwhile", parameters -> 2);
    relay.restore();
    await().atMost(PATIENCE).until(() -> log.lines().contains("INFO Redis is back"));

    assertThat(back.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(anna.bus().ask("c", Map.of(), PATIENCE).values()).containsExactly(1L);
    assertThat(anna.bus().ask("meanwhile", Map.of(), PATIENCE).values()).containsExactly(2L);
    assertThat(log.lines())
        .containsExactly("WARNING Redis connection problem", "INFO Redis is back");
  }

  @Test
  void redis_thatHangsHoldsNobodyForLong() throws Exception {
    LogLines log = opened(LogLines.of("dev.weft.redis"));
    TcpRelay relay = opened(TcpRelay.to(REDIS.port()));
    Control anna = join(ANNA, relay.port(), CommandListener.NONE);
    anna.bus().subscribe("c", parameters -> 1);

    relay.hang();

    assertThatThrownBy(() -> anna.status())
        .isInstanceOf(ControlException.class)
        .hasMessage("redis 127.0.0.1:" + relay.port() + " did not answer within 500 ms");
    await().atMost(PATIENCE).until(() -> log.lines().contains("WARNING Redis connection problem"));
    relay.resume();
    await().atMost(PATIENCE).until(() -> log.lines().contains("INFO Redis is back"));
    assertThat(anna.bus().ask("c", Map.of(), PATIENCE).values()).containsExactly(1L);
  }

  @Test
  void handlers_thatAreAllBusySayThatTheyAre() throws Exception {
    Control anna = join(ANNA);
    Control bert = join(BERT);
    CountDownLatch over = new CountDownLatch(1);
    anna.bus().subscribe("slow", parameters -> over.await(60, TimeUnit.SECONDS));
    try {
      for (int i = 0; i < 1_016; i++) {
        bert.bus().tell("slow", Map.of());
      }
      assertThat(bert.bus().ask("slow", Map.of(), PATIENCE).values())
          .containsExactly(
              Map.of(
                  "status",
                  500L,
                  "message",
                  "too busy: 1000 broadcast messages are waiting",
                  "hostname",
                  "anna",
                  "pid",
                  11L));
    } finally {
      over.countDown();
    }
  }

  @Test
  void garbage_isPassedOver() throws Exception {
    Control anna = join(ANNA);
    anna.bus().subscribe("c", parameters -> 1);
    Redis.ask(REDIS.uri(), redis -> redis.publish(PREFIX + "c", "no JSON"));
    Redis.ask(REDIS.uri(), redis -> redis.publish(PREFIX + "c", "[1]"));
    Redis.ask(REDIS.uri(), redis -> redis.publish(PREFIX + "c", "{\"params\": 3}"));
    Redis.ask(REDIS.uri(), redis -> redis.hset(PREFIX + "instances", "broken", "{\"pid\": 1}"));

    assertThat(anna.bus().ask("c", Map.of(), PATIENCE).values()).containsExactly(1L);
    assertThat(anna.instances()).extracting(Presence::instance).doesNotContain(BERT);
  }

  @Test
  void status_isWhatRedisSaysOfItself() {
    List<String> told = new CopyOnWriteArrayList<>();
    Control anna =
        join(ANNA, REDIS.port(), (command, nanos, well) -> told.add(command + ' ' + well));
    anna.values().put("key", "text", null);

    assertThat(told).containsExactly("SET true");
    Map<String, Object> status =
        await()
            .atMost(PATIENCE)
            // A busy machine may take longer than a status may.
            .ignoreExceptionsInstanceOf(ControlException.class)
            .until(
                () -> {
                  told.clear();
                  return anna.status();
                },
                answered -> true);

    assertThat(status).containsEntry("dbsize", 1L);
    assertThat((Map<?, ?>) status.get("info"))
        .satisfies(info -> assertThat(info.get("redis_version")).isInstanceOf(String.class))
        .satisfies(info -> assertThat(info.get("connected_clients")).isInstanceOf(Long.class))
        .satisfies(info -> assertThat(info.get("db0")).isInstanceOf(Map.class));
    assertThat(told).containsExactly("INFO true", "DBSIZE true");
  }

  @Test
  void commands_thatAreRefusedAreTold() {
    List<String> told = new CopyOnWriteArrayList<>();
    Control anna =
        join(ANNA, REDIS.port(), (command, nanos, well) -> told.add(command + ' ' + well));
    Redis.ask(REDIS.uri(), redis -> redis.lpush("a list", "x"));

    assertThatThrownBy(() -> anna.values().get("a list"))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("WRONGTYPE");
    assertThat(anna.values().withPrefix("a ")).isEmpty();
    assertThat(told).containsExactly("GET false", "SCAN true", "GET false");
  }

  @Test
  void use_withoutRedisSaysSo() throws Exception {
    int port;
    try (TcpRelay relay = TcpRelay.to(REDIS.port())) {
      port = relay.port();
    }
    Control anna = join(ANNA, port, CommandListener.NONE);

    for (Consumer<Control> use :
        List.<Consumer<Control>>of(
            Control::status, Control::instances, one -> one.bus().tell("c", Map.of()))) {
      assertThatThrownBy(() -> use.accept(anna))
          .isInstanceOf(ControlException.class)
          .hasMessageContaining("redis 127.0.0.1:" + port);
    }
  }
}
