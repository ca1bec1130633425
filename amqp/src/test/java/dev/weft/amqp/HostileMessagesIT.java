package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages and records that break careless code, through a real broker. */
class HostileMessagesIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private static final int TEN_MEBIBYTES = 10 << 20;

  private final String exchange = Rabbit.name("exchange");
  private final RecordingIntake intake = new RecordingIntake();
  private final Receiver receiver =
      Rabbit.source(RABBIT.uri(), Map.of("exchange", exchange, "max-message", "12MiB"));
  private Rabbit rabbit;

  @BeforeEach
  void connect() throws Exception {
    rabbit = Rabbit.on(RABBIT.port());
    receiver.start(intake);
  }

  @AfterEach
  void disconnect() {
    receiver.close();
    rabbit.close();
  }

  private static Sink sink(String exchange) {
    return Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange, "confirm", "on"));
  }

  @Test
  void headersOfEveryType_areKept() throws Exception {
    Map<String, Object> headers = new HashMap<>();
    headers.put("byte", (byte) 1);
    headers.put("short", (short) 2);
    headers.put("int", 3);
    headers.put("long", Long.MIN_VALUE);
    headers.put("float", 0.5f);
    headers.put("double", 1e300);
    headers.put("decimal", new BigDecimal("1.50"));
    headers.put("time", Date.from(Instant.ofEpochSecond(1764000000)));
    headers.put("binary", new byte[] {1, 2, 3});
    headers.put("nothing", null);
    headers.put("list", List.of(1, "x", List.of(true)));
    headers.put("table", Map.of("a.b", Map.of("", "c")));

    rabbit.publish(exchange, "k\u00fc.\"", headers, "{}".getBytes(UTF_8));

    assertThat(intake.awaitRecords(1))
        .singleElement()
        .asString()
        .startsWith("{\"weft\":{\"rkey\":\"k\u00fc.\\\"\",\"headers\":{")
        .contains("\"byte\":1", "\"short\":2", "\"int\":3", "\"long\":-9223372036854775808")
        .contains("\"float\":0.5", "\"double\":1.0E300", "\"decimal\":1.50", "\"nothing\":null")
        .contains("\"time\":\"2025-11-24T16:00:00Z\"", "\"binary\":\"AQID\"")
        .contains("\"list\":[1,\"x\",[true]]", "\"table\":{\"a.b\":{\"\":\"c\"}}");
  }

  @Test
  void bodiesOfManySizesAndKinds_areTakenOrRejected() throws Exception {
    String large = "{\"large\":\"" + "x".repeat(TEN_MEBIBYTES) + "\"}";
    rabbit.publish(exchange, "a", large);
    rabbit.publish(exchange, "a", "{\"large\":\"" + "x".repeat(13 << 20) + "\"}");
    rabbit.publish(exchange, "a", Map.of(), new byte[] {(byte) 0x80, 2, '}', 0});
    rabbit.publish(exchange, "a", "{\"NaN\":NaN,\"bad\":\"\\ud800\"}");
    rabbit.publish(exchange, "a", Map.of(), new byte[] {'{', '"', -1, '"', ':', '1', '}'});
    rabbit.publish(exchange, "a", "[".repeat(100_000));

    List<String> records = intake.awaitRecords(3);
    assertThat(records.get(0)).hasSize(large.length() + ",\"weft\":{\"rkey\":\"a\"}".length());
    assertThat(records.get(1)).startsWith("{\"NaN\":NaN,");
    assertThat(intake.awaitRejected(3).stream().map(RecordingIntake.Rejected::reason))
        .containsExactly("too-large", "not-json", "not-json");
    assertThat(intake.rejected().get(0).sample()).hasSize(4096);
  }

  @Test
  void hostileRecords_passThroughSinkAndSource() throws Exception {
    List<String> records = Records.hostile(0);
    try (Sink sink = sink(exchange)) {
      assertThat(sink.deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);
    }
    assertThat(intake.awaitRecords(records.size())).hasSize(records.size());
  }

  @Test
  void recordOfTenMebibytes_passesThroughSinkAndSource() throws Exception {
    String record = Records.logged(0, "m", "\"large\":\"" + "x".repeat(TEN_MEBIBYTES) + "\"");
    try (Sink sink = sink(exchange)) {
      assertThat(sink.deliver(Records.batch(record, Records.logged(1))))
          .isEqualTo(Delivery.DELIVERED);
    }
    assertThat(intake.awaitRecords(2).get(0)).hasSizeGreaterThan(TEN_MEBIBYTES);
  }

  @Test
  void recordsThatAmqpCannotCarry_areRefusedAndAllOthersArrive() throws Exception {
    String headers =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "\"header-" + i + "\":\"some text\"")
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    List<String> records = new ArrayList<>();
    records.add(Records.logged(0));
    records.add("{\"weft\":{\"headers\":{" + headers + "}}}");
    records.add("{\"weft\":{\"headers\":{\"" + "n".repeat(300) + "\":1,\"kept\":NaN}}}");
    records.add("{\"torn\":");
    records.add("{\"weft\":{\"rkey\":\"" + "k.".repeat(300) + "\"}}");
    try (Sink sink = sink(exchange)) {
      assertThat(sink.deliver(Records.batch(records)))
          .isInstanceOfSatisfying(
              Delivery.Refused.class,
              refused -> {
                assertThat(refused.records().stream().toArray()).containsExactly(1, 3);
                assertThat(refused.reason()).startsWith("not a JSON object: ");
              });
    }
    assertThat(intake.awaitRecords(3))
        .anySatisfy(record -> assertThat(record).contains("\"kept\":\"NaN\"").doesNotContain("nnn"))
        .anySatisfy(
            record -> assertThat(record).contains("\"rkey\":\"" + "k.".repeat(127) + "k\""));
  }

  @Test
  void recordAboveTheBrokersLimit_isRefusedInTheEnd() throws Exception {
    String large = Records.logged(0, "m", "\"large\":\"" + "x".repeat(1 << 20) + "\"");
    RABBIT.control("eval", "application:set_env(rabbit, max_message_size, 1000000).");
    try (Sink sink = sink(exchange)) {
      List<Delivery> answers = new ArrayList<>();
      Awaitility.await()
          .until(() -> {
            try {
              answers.add(sink.deliver(Records.batch(Records.logged(1), large)));
            } catch (IOException toBeRepeated) {
              answers.add(new Delivery.Unavailable(String.valueOf(toBeRepeated.getMessage())));
            }
            return answers.get(answers.size() - 1) instanceof Delivery.Refused;
          });
      assertThat(answers.get(0))
          .isInstanceOfSatisfying(
              Delivery.Unavailable.class,
              answer -> assertThat(answer.reason()).contains("larger than configured max size"));
      assertThat(answers)
          .last()
          .isInstanceOfSatisfying(
              Delivery.Refused.class,
              refused ->
                  assertThat(refused.reason()).endsWith("bytes, and the broker at most 1000000"));
    } finally {
      RABBIT.control("eval", "application:set_env(rabbit, max_message_size, 134217728).");
    }
  }

  @Test
  void messageWithoutProperties_isTaken() throws Exception {
    rabbit.channel().basicPublish(exchange, "", new BasicProperties(), "{}".getBytes(UTF_8));

    assertThat(intake.awaitRecords(1)).containsExactly("{\"weft\":{\"rkey\":\"\"}}");
  }
}
