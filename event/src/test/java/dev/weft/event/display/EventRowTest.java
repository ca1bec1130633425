package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.StoredEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRowTest {
  private static JsonNode row(byte[] record) {
    StoredEvent event = StoredEvent.of(new Cursor(17, EventId.ofArrival(3)), 3, record);
    JsonWriter json = new JsonWriter();
    EventRow.write(json, event);
    return Asking.read(json.toBytes());
  }

  private static JsonNode row(String record) {
    return row(record.getBytes(UTF_8));
  }

  @Test
  void row_holdsWhatAListShows() {
    JsonNode row =
        row(
            "{\"name\":\"com.acme.Pay\",\"msg\":\"card %s\",\"message\":\"card a\\\\nb\",\"levelno\":30,"
                + "\"hostname\":\"web-1\",\"process\":7,\"processName\":\"shop\",\"threadName\":\"main\","
                + "\"order\":17,\"context\":{\"key\":\"1@a/1\",\"user\":\"leo\",\"order\":1},"
                + "\"mdc\":{\"user\":\"tim\",\"trace\":\"x\"},\"markers\":[\"AUDIT\"]}");

    assertThat(row)
        .hasToString(
            "{\"id\":\"3@~~\",\"cursor\":\"17:3@~~\",\"arrival\":3,\"time\":17,\"level\":\"warn\","
                + "\"host\":\"web-1\",\"service\":\"shop\",\"process\":\"web-1/7\","
                + "\"thread\":\"main\",\"logger\":\"com.acme.Pay\",\"message\":\"card a\\nb\","
                + "\"template\":\"card %s\",\"pattern\":\""
                + row.get("pattern").asText()
                + "\",\"kind\":\"said\","
                + "\"fields\":{\"order\":17,\"user\":\"leo\",\"trace\":\"x\",\"markers\":[\"AUDIT\"]}}");
  }

  @Test
  void row_ofAChange_holdsTheNewValues() {
    JsonNode row =
        row(
            "{\"obj_id\":\"91b0\",\"obj\":{\"state\":\"new\",\"card\":null},\"status\":\"born\","
                + "\"qtime\":0.1}");

    assertThat(row.get("kind").asText()).isEqualTo("change");
    assertThat(row.get("object").asText()).isEqualTo("91b0");
    assertThat(row.get("status").asText()).isEqualTo("born");
    assertThat(row.get("fields")).hasToString("{\"state\":\"new\",\"card\":null}");
  }

  @Test
  void row_cutsWhatIsLong_andSaysHowLongItIs() {
    String text = "x".repeat(9_999) + "😀";
    JsonNode row =
        row(
            new JsonWriter()
                .value(Map.of("msg", text, "levelno", 20, "note", text, "name", text))
                .toBytes());

    assertThat(row.get("message").asText()).hasSize(1_000);
    assertThat(row.get("cut").asInt()).isEqualTo(10_001);
    assertThat(row.at("/fields/note/$cut").asInt()).isEqualTo(10_001);
    assertThat(row.at("/fields/note/start").asText()).hasSize(200);
    assertThat(row.toString().length()).isLessThan(4_000);
  }

  @Test
  void row_ofManyFields_saysHowManyAreLeftOut() {
    JsonWriter record = new JsonWriter().beginObject();
    for (int i = 0; i < 1_000; i++) {
      record.name("field" + i).number(i);
    }
    JsonNode row = row(record.endObject().toBytes());

    assertThat(row.get("fields")).hasSize(200);
    assertThat(row.get("more").asInt()).isEqualTo(800);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":NaN,\"b\":-Infinity,\"c\":{\"d\":[NaN,\"NaN\",Infinity]}}",
        "{\"a\":\"\\ud83d\",\"b\":{\"\\ude00\":\"\\ud83d x\"}}",
        "{\"a\":1,\"a\":2,\"context\":{\"a\":3,\"b\":4,\"b\":5}}",
        "{\"context\":7,\"mdc\":[],\"weft\":\"x\",\"obj\":3,\"markers\":{}}",
        "{\"msg\":{\"a\":[1,2]},\"levelno\":\"high\",\"message\":17,\"name\":null,\"exc_text\":{}}",
        "{\"levelno\":1e400,\"created\":1e400,\"process\":\"\\u0000\",\"hostname\":\"\\u001b[31m\"}",
        "{\"msg\":\"<script>alert(1)</script>\",\"levelno\":20,\"message\":\"\\u202egnirts\"}",
        "{\"weft\":{\"kind\":\"end\",\"outcome\":{\"a\":1}},\"context\":{\"key\":\"3@a\"}}",
        "{\"\":{\"\":\"\"},\"a.b\":1,\"$cut\":3}",
        "{\"exc_text\":\"\"}",
        "{\"exc_text\":\"Traceback (most recent call last):\"}",
        "{}",
        "[1]",
        "not json",
        ""
      })
  void row_ofAnyRecord_isValid(String record) {
    JsonNode row = row(record);

    assertThat(row.get("id").asText()).isEqualTo("3@~~");
    assertThat(row.get("level").isTextual()).isTrue();
  }

  @Test
  void row_ofBytesThatAreNoText_isValid() {
    byte[] record =
        "{\"msg\":\"a\u00ff\u00feb\",\"x\u00c3\":\"\u00e9\u0080\",\"y\":{\"z\":\"\u00ff\"}}"
            .getBytes(ISO_8859_1);

    assertThat(row(record).get("fields").toString()).contains("\uFFFD");
  }

  @Test
  void row_ofDoubledNames_hasTheLast() {
    assertThat(row("{\"a\":1,\"a\":2,\"context\":{\"b\":4,\"b\":5,\"a\":3}}").get("fields"))
        .hasToString("{\"a\":2,\"b\":5}");
  }

  @Test
  void row_ofALongNest_isShort() {
    String deep = "[".repeat(150) + "]".repeat(150);
    String wide = "{\"k\":" + "[1,".repeat(90) + "1" + "]".repeat(90) + "}";
    JsonNode row =
        row("{\"deep\":" + deep + ",\"wide\":" + wide + ",\"big\":[" + "1,".repeat(4_000) + "1]}");

    assertThat(row.at("/fields/big/$cut").asInt()).isEqualTo(8_003);
  }
}
