package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever programs send, every answer can be read by a strict reader. */
class HostileRecordsTest {
  private static final Asking ASKING = new Asking(logbook().store());

  private static Logbook logbook() {
    String weft =
        "\"weft\":{\"kind\":\"end\",\"outcome\":7,\"count\":-3,\"children\":1e300,\"remote\":[null,{}]}";
    return Logbook.checkout()
        .add(
            "{\"msg\":\"<img src=x onerror=alert(1)>\",\"levelno\":50,\"created\":1774429200,\"a\":NaN}")
        .add(
            "{\"msg\":\"\\u0000\\u001b[2J\\u202e\\ud83d\",\"levelno\":40,\"created\":1774429201,\"hostname\":\"\\ud83d\"}")
        .add(
            "{\"msg\":\""
                + "x".repeat(1 << 20)
                + "\",\"levelno\":40,\"created\":1774429202,\"name\":\""
                + "y".repeat(9_999)
                + "\"}")
        .add(
            "{\"msg\":\"\u00ff\u00fe\",\"\u00c3\":\"\u0080\",\"created\":1774429203,\"levelno\":40}"
                .getBytes(ISO_8859_1))
        .add(
            "{\"context\":{\"key\":\"0@evil\",\"key\":\"0@evil/1\"},\"msg\":{\"a\":[]},\"levelno\":1e9,\"created\":1e18}")
        .add(
            "{\"context\":{\"key\":\"1@evil/1\"},\"msg\":\"FAILED\",\"levelno\":\"x\",\"name\":\"root\","
                + weft
                + "}")
        .add(
            "{\"context\":{\"key\":\"5@evil/1/0/-1/\"},\"exc_text\":\"\\\\n\\\\n: :\\\\n\\tat \",\"levelno\":40,\"msg\":\"e\"}")
        .add(
            "{\"obj_id\":\"<o/../>\",\"obj\":{\"\":NaN,\"a\":{\"a\":{\"a\":Infinity}}},\"weft\":{\"seq\":0,\"rkey\":3},\"status\":[]}")
        .add(
            "{\"obj_id\":\"<o/../>\",\"obj\":{\"\":null},\"weft\":{\"seq\":9223372036854775807},\"action\":\"delete\"}")
        .add(
            "{\"recovered\":1e99,\"weft\":{\"kind\":\"loss\",\"src\":\"s\",\"n\":1,\"lost\":{\"\\u0000\":-5},\"keys\":[1,\"2@evil\",null]}}")
        .add("{\"n\":" + "[".repeat(150) + "\"\\ud800\"" + "]".repeat(150) + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/events?columns=a,msg,exception,duration,obj.,n",
        "/events?q=level:>=warn",
        "/stats/histogram",
        "/stats/facets?fields=level,host,logger,msg,a,n,name,pattern,exception,object,type",
        "/stats/compare?q=level:error",
        "/stats/table?q=| count by msg",
        "/stats/table?q=| fields msg,a,n,hostname",
        "/patterns",
        "/errors",
        "/trees",
        "/trees/evil?expand=all",
        "/trees/evil/events",
        "/trees/evil/diff/7c9f2c1e",
        "/objects",
        "/objects/<o/../>",
        "/objects/<o/../>/changes",
        "/suggest?q=msg:",
        "/suggest?q=host:",
      })
  void answer_isValidInEachForm(String question) {
    assertThat(ASKING.good(question)).isNotNull();
    for (Format format : List.of(Format.NDJSON, Format.CSV)) {
      Answer answer = ASKING.ask(question, format);
      assertThat(answer.status()).isEqualTo(200);
      if (answer.format() != Format.CSV) {
        assertThat(answer.text().lines())
            .isNotEmpty()
            .allSatisfy(line -> assertThat(Asking.read(line.getBytes(UTF_8))).isNotNull());
      } else {
        assertThat(answer.text()).doesNotContain("\n=", "\n@", ",=", ",@");
      }
    }
  }

  @Test
  void eachEvent_isGivenWithItsRecordAndSurroundings() {
    List<String> ids = new ArrayList<>();
    for (JsonNode row : ASKING.good("/events").get("rows")) {
      ids.add(row.get("id").asText());
    }
    assertThat(ids).hasSize(25);
    for (String id : ids) {
      assertThat(ASKING.good("/events/" + id).get("record").isObject()).isTrue();
      for (String scope : List.of("task", "thread", "process", "host")) {
        assertThat(
                ASKING
                    .good("/events/" + id + "/around?scope=" + scope + "&q=level:error")
                    .at("/event/id")
                    .asText())
            .isEqualTo(id);
      }
    }
  }
}
