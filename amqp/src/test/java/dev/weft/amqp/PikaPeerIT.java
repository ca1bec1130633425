package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.weft.event.Event;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.PythonPeer;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With Python's pika on the other side, both ways. */
class PikaPeerIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private static final Path SCRIPTS = Path.of("src/test/resources/python");
  private static final int COUNT = 500;

  private final String exchange = Rabbit.name("exchange");

  @BeforeAll
  static void requirePika() {
    PythonPeer.requirePika();
  }

  private PythonPeer run(String script) throws Exception {
    return PythonPeer.run(
        SCRIPTS.resolve(script),
        Integer.toString(RABBIT.port()),
        exchange,
        Integer.toString(COUNT));
  }

  @Test
  void pythonsObjects_areReceived() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), Map.of("exchange", exchange))) {
      // Before the peer: what is sent while no queue is bound goes nowhere.
      receiver.start(intake);
      try (PythonPeer python = run("produce.py")) {
        assertThat(python.readLine()).isEqualTo("sent " + (COUNT + 4));
        intake.awaitRecords(COUNT + 4);
      }
    }
    List<Event> events = new ArrayList<>();
    for (String record : intake.records()) {
      events.add(EventDecoder.decode(record.getBytes(UTF_8)));
    }

    assertThat(events).hasSize(COUNT + 4);
    assertThat(events.get(0)).isInstanceOf(Event.SourceStarted.class);
    assertThat(events.get(1))
        .isInstanceOfSatisfying(Event.ObjectChanged.class, PikaPeerIT::assertBorn);
    for (int n = 0; n < COUNT; n++) {
      int expected = n;
      assertThat(events.get(n + 2))
          .isInstanceOfSatisfying(
              Event.ObjectChanged.class,
              change -> assertThat(change.set()).isEqualTo(Map.of("n", (long) expected)));
    }
    assertThat(events.get(COUNT + 2))
        .isInstanceOfSatisfying(
            Event.ObjectChanged.class,
            change -> assertThat(change.removed()).containsExactly("text"));
    assertThat(events.get(COUNT + 3))
        .isInstanceOfSatisfying(
            Event.ObjectChanged.class,
            change -> assertThat(change.kind()).isEqualTo(Event.ObjectKind.FINISHED));
    assertThat(intake.rejected()).isEmpty();
  }

  private static void assertBorn(Event.ObjectChanged born) {
    assertThat(born.kind()).isEqualTo(Event.ObjectKind.BORN);
    assertThat(born.routingKey()).isEqualTo("snake.Context");
    assertThat(born.set()).isEqualTo(Map.of("n", -1L, "text", "\u2603"));
    assertThat(born.headers())
        .isEqualTo(
            Map.of(
                "hostname",
                "snake",
                "item",
                17L,
                "big",
                1L << 40,
                "on",
                true,
                "inner",
                Map.of("list", List.of(1L, "\u2603"))));
  }

  @Test
  void ourRecords_areContexturesMessages() throws Exception {
    List<String> records = new ArrayList<>(Records.numbered(0, COUNT - 3));
    records.add(
        "{\"time_in\":1764000000.25,\"hostname\":\"jvm\",\"status\":\"born\",\"obj_id\":\"o\","
            + "\"obj\":{\"x\":1,\"text\":\"\u2603\"},\"weft\":{\"v\":1,\"src\":\"jvm-1\",\"seq\":0,"
            + "\"rkey\":\"web.jobs\",\"headers\":{\"item\":17,\"big\":1099511627776,\"via\":\"a.B\"}}}");
    records.add(
        "{\"obj_id\":\"o\",\"obj\":{\"z\":3},\"weft\":{\"src\":\"jvm-1\",\"removed\":[\"x\"],"
            + "\"rkey\":\"web.jobs\"}}");
    List<Map<String, Object>> messages = new ArrayList<>();
    try (PythonPeer python = run("consume.py");
        Sink sink = Rabbit.sender(RABBIT.uri() + "?confirm=on&exchange=" + exchange)) {
      assertThat(python.readLine()).isEqualTo("ready");
      assertThat(sink.deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);
      for (String line : python.readLines(COUNT)) {
        messages.add(object(line));
      }
      assertThat(python.awaitExit()).isZero();
    }
    assertThat(messages).allSatisfy(PikaPeerIT::assertShape);
    for (int i = 0; i < COUNT - 3; i++) {
      assertLogged(messages.get(i), i);
    }
    assertBorn(messages.get(COUNT - 3));
    assertRemoval(messages.get(COUNT - 2), messages.get(COUNT - 1));
  }

  private static void assertShape(Map<String, Object> message) {
    assertThat(message).containsEntry("content_type", "application/json");
    assertThat(message).containsEntry("app_id", "weft");
    Map<String, Object> body = member(message, "object");
    assertThat(body)
        .containsKeys("time_in", "time_out", "qtime", "qlen", "handler_id")
        .extractingByKeys("time_in", "time_out", "qtime")
        .allSatisfy(time -> assertThat(time).isInstanceOf(Double.class));
    assertThat(body.get("qlen")).isInstanceOf(Long.class);
    assertThat(body.get("handler_id")).isInstanceOf(String.class);
    assertThat((double) body.get("time_out") - (double) body.get("time_in"))
        .isCloseTo((double) body.get("qtime"), offset(0.001));
  }

  private static void assertLogged(Map<String, Object> message, int number) {
    Map<String, Object> body = member(message, "object");
    assertThat(message).containsEntry("rkey", "log.weft.test");
    assertThat(message).containsEntry("headers", Map.of("hostname", "localhost"));
    assertThat(body)
        .containsEntry("message", "event " + number)
        .containsEntry("qlen", (long) COUNT - 2 - number)
        .containsEntry("time_in", 1764000000.25)
        .doesNotContainKey("weft");
  }

  private static void assertBorn(Map<String, Object> message) {
    assertThat(message).containsEntry("rkey", "web.jobs");
    assertThat(message)
        .containsEntry(
            "headers", Map.of("hostname", "jvm", "item", 17L, "big", 1L << 40, "via", "a.B"));
    assertThat(message)
        .containsEntry(
            "types", Map.of("hostname", "str", "item", "int", "big", "long", "via", "str"));
    Map<String, Object> body = member(message, "object");
    assertThat(body)
        .containsEntry("status", "born")
        .containsEntry("obj_id", "o")
        .containsEntry("obj", Map.of("x", 1L, "text", "\u2603"))
        .containsEntry("handler_id", "jvm-1")
        .containsEntry("weft", Map.of("v", 1L, "src", "jvm-1", "seq", 0L));
  }

  private static void assertRemoval(Map<String, Object> change, Map<String, Object> repeated) {
    assertThat(member(change, "object")).containsEntry("obj", Map.of("z", 3L));
    Map<String, Object> body = member(repeated, "object");
    assertThat(repeated).containsEntry("rkey", "web.jobs");
    assertThat(body).containsEntry("action", "delete").containsEntry("obj_id", "o");
    assertThat(member(body, "obj")).containsOnlyKeys("x").containsValue(null);
    assertThat(member(body, "weft")).containsEntry("echo", true);
  }

  private static Map<String, Object> object(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonReader.readObject(bytes, 0, bytes.length);
  }

  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  private static Map<String, Object> member(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.get(name);
  }
}
