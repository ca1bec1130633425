package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.weft.event.codec.JsonReader;
import dev.weft.testkit.Records;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutgoingTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2025-11-24T16:00:01.500250Z"), ZoneOffset.UTC);
  private static final String TIMES =
      "\"time_in\":1764000000.25,\"time_out\":1764000001.500250,\"qtime\":1.250250,\"qlen\":0,";

  private final Outgoing outgoing =
      new Outgoing(NOW, new MessageProperties(false, () -> "myhost"), "me");

  private Outgoing over(String record) {
    assertThat(outgoing.over(Records.batch(record), 0)).isNull();
    return outgoing;
  }

  private static String text(@Nullable ByteBuffer body) {
    return body == null ? "null" : UTF_8.decode(body).toString();
  }

  private String body(String record) {
    return text(over(record).body());
  }

  @Test
  void body_ofALogRecord_hasItsBytesAndContexturesMembers() {
    String record = Records.logged(3);

    assertThat(body(record))
        .isEqualTo(
            record.substring(0, record.length() - 1) + ',' + TIMES + "\"handler_id\":\"me\"}");
  }

  @Test
  void body_ofAnObjectsChange_leavesOutWhatAmqpCarries() {
    String record =
        "{\"time_in\":1764000000.25,\"obj_id\":\"o\",\"obj\":{\"x\":1},"
            + "\"weft\":{\"v\":1,\"src\":\"me@there\",\"seq\":4,\"rkey\":\"web.jobs\","
            + "\"headers\":{\"item\":17}}}";

    assertThat(body(record))
        .isEqualTo(
            "{\"time_in\":1764000000.25,\"obj_id\":\"o\",\"obj\":{\"x\":1},"
                + "\"time_out\":1764000001.500250,\"qtime\":1.250250,\"qlen\":0,"
                + "\"handler_id\":\"me@there\",\"weft\":{\"v\":1,\"src\":\"me@there\",\"seq\":4}}");
    assertThat(outgoing.routingKey()).isEqualTo("web.jobs");
  }

  @Test
  void body_whoseWeftBecomesEmpty_hasNone() {
    String times = ",\"time_in\":1764000001.500250,\"time_out\":1764000001.500250,";
    String rest = times + "\"qtime\":0.000000,\"qlen\":0,\"handler_id\":\"me\"}";
    assertThat(body("{\"weft\":{\"rkey\":\"k\"},\"a\":1}")).isEqualTo("{\"a\":1" + rest);
    assertThat(body("{\"a\":1 , \"weft\" : {\"rkey\":\"k\"} }")).isEqualTo("{\"a\":1 " + rest);
    assertThat(body("{\"a\":1,\"weft\":{\"headers\":{}},\"b\":2}"))
        .isEqualTo("{\"a\":1,\"b\":2" + rest);
    assertThat(body("{\"weft\":{}}")).isEqualTo("{" + rest.substring(1));
    assertThat(body("{ }")).isEqualTo("{ " + rest.substring(1));
  }

  @Test
  void body_ofAMessageThatCameOverAmqp_keepsWhatItHas() {
    String record =
        "{\"time_in\":1.5,\"time_out\":2.5,\"qtime\":1.0,\"qlen\":3,\"handler_id\":\"h\",\"mark\":1}";

    assertThat(body(record)).isEqualTo(record);
    assertThat(body(record.replace("}", ",\"weft\":{\"rkey\":\"mark\"}}"))).isEqualTo(record);
  }

  @Test
  void body_hostileRecords_staysWellFormed() {
    for (String record : Records.hostile(0)) {
      Map<String, Object> before = object(record);
      Map<String, Object> after = object(body(record));
      assertThat(after).containsAllEntriesOf(before);
      assertThat(after.keySet()).hasSize(before.size() + 5);
    }
  }

  @Test
  void over_namesInEscapes_findsThem() {
    assertThat(body("{\"\\u0077eft\":{\"rk\\u0065y\":\"k\\\"q\",\"seq\":1},\"handler_id\":\"h\"}"))
        .contains("\"weft\":{\"seq\":1}}")
        .doesNotContain("\\u0077eft");
    assertThat(outgoing.routingKey()).isEqualTo("k\"q");
  }

  @Test
  void over_noObject_saysWhy() {
    assertThat(outgoing.over(Records.batch("[1]"), 0))
        .isEqualTo("not a JSON object: expected a JSON object, found '[' at byte 0");
  }

  private static Map<String, Object> object(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonReader.readObject(bytes, 0, bytes.length);
  }

  @Test
  void queueLength_isWhatWaitsBehindInTheBatch() {
    var batch = Records.batch(Records.numbered(0, 3));

    assertThat(outgoing.over(batch, 0)).isNull();

    assertThat(text(outgoing.body())).contains("\"qlen\":2,");
  }

  @Test
  void routingKey_ofRecordsWithoutOne_tellsWhatTheyAre() {
    assertThat(over(Records.logged(1)).routingKey()).isEqualTo("log.weft.test");
    assertThat(over("{\"name\":\"root\",\"msg\":\"\",\"levelno\":20}").routingKey())
        .isEqualTo("log.root");
    assertThat(over("{\"msg\":\"\",\"levelno\":20}").routingKey()).isEqualTo("log.root");
    assertThat(over("{\"obj_id\":\"1\",\"obj\":{}}").routingKey()).isEqualTo("default");
    assertThat(over("{\"recovered\":3}").routingKey()).isEqualTo("default");
    for (String kind : new String[] {"source", "loss", "alive"}) {
      String record =
          "{\"name\":\"weft\",\"msg\":\"m\",\"levelno\":20,\"weft\":{\"kind\":\"" + kind + "\"}}";
      assertThat(over(record).routingKey()).isEqualTo("default");
    }
    assertThat(
            over("{\"name\":\"root\",\"msg\":\"\",\"levelno\":20,\"weft\":{\"kind\":\"begin\"}}")
                .routingKey())
        .isEqualTo("log.root");
  }

  @Test
  void routingKey_tooLong_isCutBetweenCharacters() {
    String key = over("{\"weft\":{\"rkey\":\"" + "\u00fc".repeat(200) + "\"}}").routingKey();

    assertThat(key).isEqualTo("\u00fc".repeat(127));
  }

  @Test
  void properties_areContextures() {
    String headers =
        "{\"item\":17,\"big\":9007199254740993,\"text\":\"t\",\"on\":true,\"ratio\":0.5}";
    BasicProperties properties =
        over("{\"hostname\":\"there\",\"weft\":{\"headers\":" + headers + "}}").properties();

    assertThat(properties.getContentType()).isEqualTo("application/json");
    assertThat(properties.getAppId()).isEqualTo("weft");
    assertThat(properties.getDeliveryMode()).isEqualTo(1);
    assertThat(properties.getHeaders())
        .isEqualTo(
            Map.of(
                "hostname",
                "there",
                "item",
                17,
                "big",
                9007199254740993L,
                "text",
                "t",
                "on",
                true,
                "ratio",
                0.5));
  }

  @Test
  void properties_ownHeaderNamedHostname_wins() {
    assertThat(
            over("{\"hostname\":\"there\",\"weft\":{\"headers\":{\"hostname\":\"mine\"}}}")
                .properties()
                .getHeaders())
        .isEqualTo(Map.of("hostname", "mine"));
    assertThat(over("{\"a\":1}").properties().getHeaders()).isEqualTo(Map.of("hostname", "myhost"));
  }

  @Test
  void properties_ofFollowingRecords_areMadeOnce() {
    BasicProperties first = over(Records.logged(1)).properties();

    assertThat(over(Records.logged(2)).properties()).isSameAs(first);
    assertThat(over("{\"a\":1}").properties()).isNotSameAs(first);
    assertThat(over(Records.logged(3)).properties()).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void removal_ofAChangeThatSetsToo_repeatsItForContexture() {
    String record =
        "{\"time_in\":1764000000.25,\"obj_id\":\"o\",\"obj\":{\"z\":3},"
            + "\"weft\":{\"v\":1,\"src\":\"s\",\"seq\":4,\"removed\":[\"x\",\"y\"]}}";

    assertThat(text(over(record).removal()))
        .isEqualTo(
            "{\"obj_id\":\"o\",\"obj\":{\"x\":null,\"y\":null},\"action\":\"delete\","
                + TIMES
                + "\"handler_id\":\"s\",\"weft\":{\"v\":1,\"echo\":true,\"src\":\"s\"}}");
    assertThat(over("{\"obj_id\":\"o\",\"obj\":{},\"weft\":{\"removed\":[]}}").removal()).isNull();
    assertThat(over("{\"obj_id\":\"o\",\"obj\":{}}").removal()).isNull();
    assertThat(over(Records.logged(1)).removal()).isNull();
  }

  @Test
  void isRepetition_isWhatSaysSo() {
    assertThat(over("{\"obj_id\":\"o\",\"weft\":{\"echo\":true}}").isRepetition()).isTrue();
    assertThat(over("{\"obj_id\":\"o\",\"weft\":{\"echo\":false}}").isRepetition()).isFalse();
    assertThat(over(Records.logged(1)).isRepetition()).isFalse();
  }
}
