package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.weft.event.flow.Interest;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncomingTest {
  private static final int MOST = 1 << 20;

  private final RecordingIntake intake = new RecordingIntake();
  private final Incoming incoming = incoming(Interest.EVERYTHING);

  private Incoming incoming(Interest interest) {
    return new Incoming(intake, "rabbit", interest, MOST);
  }

  private static Arrival arrival(String body, @Nullable Map<String, Object> headers) {
    return new Arrival(1, "web.jobs", headers, body.getBytes(UTF_8));
  }

  private String record(String body, @Nullable Map<String, Object> headers) {
    incoming.take(arrival(body, headers));
    incoming.flush();
    List<String> records = intake.records();
    return records.get(records.size() - 1);
  }

  private static LongString text(String text) {
    return LongStringHelper.asLongString(text);
  }

  @Test
  void take_putsRoutingKeyAndHeadersIntoTheRecord() {
    assertThat(record("{\"a\":1}", Map.of("hostname", text("vm"))))
        .isEqualTo("{\"a\":1,\"weft\":{\"rkey\":\"web.jobs\",\"headers\":{\"hostname\":\"vm\"}}}");
    assertThat(record("{}", null)).isEqualTo("{\"weft\":{\"rkey\":\"web.jobs\"}}");
    assertThat(record(" {\"a\":\n1 } ", Map.of()))
        .isEqualTo(" {\"a\": 1 ,\"weft\":{\"rkey\":\"web.jobs\"}}");
  }

  @Test
  void take_recordWithWeft_keepsItsMembers() {
    assertThat(record("{\"weft\":{\"v\":1,\"seq\":2},\"a\":1}", null))
        .isEqualTo("{\"a\":1,\"weft\":{\"v\":1,\"seq\":2,\"rkey\":\"web.jobs\"}}");
    assertThat(record("{\"a\":1,\"weft\":{}}", null))
        .isEqualTo("{\"a\":1,\"weft\":{\"rkey\":\"web.jobs\"}}");
  }

  @Test
  void take_recordThatSaysOtherwise_believesTheBroker() {
    assertThat(
            record(
                "{\"weft\":{\"rkey\":\"forged\",\"seq\":2,\"headers\":{\"user\":\"root\"}}}", null))
        .isEqualTo("{\"weft\":{\"seq\":2,\"rkey\":\"web.jobs\"}}");
  }

  @Test
  void take_weftThatIsNoObject_isOverridden() {
    assertThat(record("{\"weft\":7}", null))
        .isEqualTo("{\"weft\":7,\"weft\":{\"rkey\":\"web.jobs\"}}");
  }

  @Test
  void take_headersOfEveryType_areReadable() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("text", text("\u00fc\"\n"));
    headers.put("int", 17);
    headers.put("long", Long.MAX_VALUE);
    headers.put("double", 0.5);
    headers.put("truth", true);
    headers.put("nothing", null);
    headers.put("time", Date.from(Instant.parse("2026-11-25T13:43:09Z")));
    headers.put("binary", new byte[] {0, -1});
    headers.put("list", List.of(1, text("x"), List.of()));
    headers.put("table", Map.of("inner", text("y")));

    assertThat(record("{}", headers))
        .isEqualTo(
            "{\"weft\":{\"rkey\":\"web.jobs\",\"headers\":{\"text\":\"\u00fc\\\"\\n\",\"int\":17,"
                + "\"long\":9223372036854775807,\"double\":0.5,\"truth\":true,\"nothing\":null,"
                + "\"time\":\"2026-11-25T13:43:09Z\",\"binary\":\"AP8=\",\"list\":[1,\"x\",[]],"
                + "\"table\":{\"inner\":\"y\"}}}}");
  }

  @Test
  void take_headersNestedBeyondMeasure_endSomewhere() {
    Map<String, Object> headers = Map.of("a", 1);
    for (int i = 0; i < 150; i++) {
      headers = Map.of("a", headers);
    }

    assertThat(record("{}", headers)).contains("nested too deeply");
  }

  @Test
  void take_whatIsNoObject_isRejectedWithASample() {
    incoming.take(arrival("x".repeat(10_000), null));
    incoming.take(arrival("[{\"a\":1}]", null));
    incoming.take(arrival("", null));
    incoming.take(arrival("{\"a\":1}", null));
    incoming.flush();

    assertThat(intake.records()).hasSize(1);
    assertThat(intake.rejected())
        .hasSize(3)
        .allSatisfy(rejected -> assertThat(rejected.reason()).isEqualTo("not-json"));
    assertThat(intake.rejected().get(0).sample()).hasSize(4096);
    assertThat(intake.rejected().get(1).detail())
        .isEqualTo("expected a JSON object, found '[' at byte 0, routing key web.jobs");
  }

  @Test
  void take_bodyAboveTheLimit_isRejected() {
    incoming.take(arrival("{\"a\":\"" + "x".repeat(MOST) + "\"}", null));

    assertThat(intake.rejected())
        .singleElement()
        .satisfies(rejected -> {
          assertThat(rejected.reason()).isEqualTo("too-large");
          assertThat(rejected.detail())
              .isEqualTo("expected at most 1048576 bytes, received 1048584");
        });
  }

  @Test
  void isFull_afterAThousandRecordsOrAQuarterMebibyte() {
    for (int i = 0; i < 999; i++) {
      incoming.take(arrival("{}", null));
    }
    assertThat(incoming.isFull()).isFalse();
    incoming.take(arrival("{}", null));
    assertThat(incoming.isFull()).isTrue();
    incoming.flush();
    assertThat(incoming.isFull()).isFalse();
    incoming.take(arrival(Records.hostile(0).get(1), null));
    assertThat(incoming.isFull()).isFalse();
    assertThat(intake.rejected()).hasSize(1);
    incoming.take(arrival("{\"a\":\"" + "x".repeat(300_000) + "\"}", null));
    assertThat(incoming.isFull()).isTrue();
    assertThat(intake.batches()).hasSize(1);
  }

  @Test
  void isWanted_isWhatTheInterestSays() {
    Arrival message = arrival("{}", Map.of("item", 17, "env", text("prod")));
    Interest keys = Interest.EVERYTHING.routingKeys(List.of("web.*"));

    assertThat(incoming.isWanted(message)).isTrue();
    assertThat(incoming(keys).isWanted(message)).isTrue();
    assertThat(incoming(keys.routingKeys(List.of("log.#"))).isWanted(message)).isFalse();
    assertThat(incoming(keys.arguments(Map.of("item", 17L, "env", "prod"), true)).isWanted(message))
        .isTrue();
    assertThat(incoming(keys.arguments(Map.of("item", 18), true)).isWanted(message)).isFalse();
    assertThat(incoming(keys.arguments(Map.of("item", 18), true)).isWanted(arrival("{}", null)))
        .isFalse();
  }
}
